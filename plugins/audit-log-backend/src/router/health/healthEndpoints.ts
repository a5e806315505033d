// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import type { HealthContext } from './HealthContext';
import { readHealth } from './readHealth';

/** What the API answers about how recording gets on. */
export const healthEndpoints: readonly EndpointEntry<HealthContext>[] = [
  ['get', '/health', readHealth],
];
