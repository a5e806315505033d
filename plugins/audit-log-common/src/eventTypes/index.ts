// SPDX-License-Identifier: Apache-2.0
export { describeAction } from './describeAction';
export { EVENT_TYPES } from './eventTypes';
export { EventTypeIndex } from './EventTypeIndex';
