// SPDX-License-Identifier: Apache-2.0
import { EventTypeRegistry } from '../../eventTypes/EventTypeRegistry';
import { MismatchCounts } from '../../eventTypes/MismatchCounts';

/** The registry where no plugin has declared anything. */
export function builtInEventTypes() {
  return {
    registry: new EventTypeRegistry(),
    mismatches: new MismatchCounts(),
    know: async () => {},
  };
}
