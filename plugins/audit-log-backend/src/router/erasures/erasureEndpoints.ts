// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import { erasePerson } from './erasePerson';
import type { ErasuresContext } from './ErasuresContext';
import { getErasure } from './getErasure';
import { listErasures } from './listErasures';
import { previewErasure } from './previewErasure';

/** What the API answers about erasures. */
export const erasureEndpoints: readonly EndpointEntry<ErasuresContext>[] = [
  ['get', '/erasures', listErasures],
  ['post', '/erasures', erasePerson],
  ['post', '/erasures/preview', previewErasure],
  ['get', '/erasures/{id}', getErasure],
];
