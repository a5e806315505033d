// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import { withRetryAfter } from '../withRetryAfter';
import { getQuarantined } from './getQuarantined';
import type { IngestionContext } from './IngestionContext';
import { listQuarantine } from './listQuarantine';
import { reportEvents } from './reportEvents';

/** What the API answers about events that are reported to it. */
export const ingestionEndpoints: readonly EndpointEntry<IngestionContext>[] = [
  ['post', '/events', withRetryAfter(reportEvents), { body: 'unread' }],
  ['get', '/quarantine', listQuarantine],
  ['get', '/quarantine/{id}', getQuarantined],
];
