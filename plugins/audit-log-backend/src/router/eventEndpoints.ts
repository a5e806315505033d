// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from './Endpoint';
import { exportEvents } from './exportEvents';
import { getEvent } from './getEvent';
import { listEvents } from './listEvents';
import type { RouterContext } from './RouterContext';
import { summarizeEvents } from './summarizeEvents';

/** What the API answers about events. */
export const eventEndpoints: readonly EndpointEntry<RouterContext>[] = [
  ['get', '/events', listEvents],
  ['get', '/events/summary', summarizeEvents],
  ['get', '/events/export', exportEvents],
  ['get', '/events/{id}', getEvent],
];
