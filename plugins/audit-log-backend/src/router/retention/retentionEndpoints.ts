// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import { cancelChange } from './cancelChange';
import { changeRetention } from './changeRetention';
import { endRestoration } from './endRestoration';
import { getRetention } from './getRetention';
import { holdEvents } from './holdEvents';
import { listRemovals } from './listRemovals';
import { previewRetention } from './previewRetention';
import { releaseHold } from './releaseHold';
import { restoreFile } from './restoreFile';
import type { RetentionContext } from './RetentionContext';
import { startRun } from './startRun';

/** What the API answers about how long events are kept. */
export const retentionEndpoints: readonly EndpointEntry<RetentionContext>[] = [
  ['get', '/retention', getRetention],
  ['put', '/retention', changeRetention],
  ['post', '/retention/preview', previewRetention],
  ['post', '/retention/changes/{id}/cancel', cancelChange],
  ['post', '/retention/holds', holdEvents],
  ['post', '/retention/holds/{id}/release', releaseHold],
  ['post', '/retention/runs', startRun],
  ['post', '/retention/files/{id}/restore', restoreFile],
  ['delete', '/retention/files/{id}/restore', endRestoration],
  ['get', '/retention/removals', listRemovals],
];
