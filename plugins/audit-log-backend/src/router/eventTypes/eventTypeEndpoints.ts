// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import type { EventTypeContext } from './EventTypeContext';
import { listEventTypes } from './listEventTypes';
import { putEventTypes } from './putEventTypes';
import { readCoverage } from './readCoverage';

/** What the API answers about what can be recorded. */
export const eventTypeEndpoints: readonly EndpointEntry<EventTypeContext>[] = [
  ['get', '/event-types', listEventTypes],
  ['put', '/event-types', putEventTypes],
  ['get', '/event-types/coverage', readCoverage],
];
