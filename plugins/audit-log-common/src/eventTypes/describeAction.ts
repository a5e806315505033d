// SPDX-License-Identifier: Apache-2.0
import type { EventType } from '../event';
import { EVENT_TYPES } from './eventTypes';
import { EventTypeIndex } from './EventTypeIndex';

const index = EventTypeIndex.of(EVENT_TYPES);

/**
 * What to call an action without having asked the backend, which knows besides what plugins have declared: as the registry
 * has it, or made of the words of the action itself.
 *
 * @public
 */
export function describeAction(action: string): EventType {
  return index.describe(action);
}
