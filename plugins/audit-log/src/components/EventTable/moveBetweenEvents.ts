// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent } from 'react';
import { moveByKey } from '../list/moveByKey';

/** Marks the one button of an event that takes the focus. */
export const EVENT_BUTTON = 'data-audit-event';

/** Moves the focus between the events of a list, when it is on one of them. */
export function moveBetweenEvents(event: KeyboardEvent<HTMLElement>): void {
  moveByKey(event, `[${EVENT_BUTTON}]`);
}
