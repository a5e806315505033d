// SPDX-License-Identifier: Apache-2.0
import type { EventTypes } from '../../eventTypes/EventTypes';
import type { CoverageReader } from '../../query/coverage/CoverageReader';
import type { RouterContext } from '../RouterContext';

/** What the endpoints about event types work with. */
export interface EventTypeContext
  extends Pick<RouterContext, 'auth' | 'httpAuth' | 'authorizer' | 'recorder'> {
  readonly eventTypes: EventTypes;
  readonly coverage: CoverageReader;
}
