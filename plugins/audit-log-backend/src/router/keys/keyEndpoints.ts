// SPDX-License-Identifier: Apache-2.0
import type { AccessContext } from '../access/AccessContext';
import type { EndpointEntry } from '../Endpoint';
import { getKey } from './getKey';
import { getKeys } from './getKeys';
import { postKey } from './postKey';
import { postRotation } from './postRotation';
import { putKey } from './putKey';
import { removeKey } from './removeKey';

/** What the API answers about ingestion keys. */
export const keyEndpoints: readonly EndpointEntry<AccessContext>[] = [
  ['get', '/keys', getKeys],
  ['post', '/keys', postKey],
  ['get', '/keys/{id}', getKey],
  ['put', '/keys/{id}', putKey],
  ['delete', '/keys/{id}', removeKey],
  ['post', '/keys/{id}/rotate', postRotation],
];
