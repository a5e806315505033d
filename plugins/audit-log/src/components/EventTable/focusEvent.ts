// SPDX-License-Identifier: Apache-2.0
import { EVENT_BUTTON } from './moveBetweenEvents';

/** Puts the focus back on an event in the list, if it is there. */
export function focusEvent(eventId: string | undefined): void {
  const buttons = document.querySelectorAll<HTMLElement>(`[${EVENT_BUTTON}]`);
  [...buttons]
    .find(button => button.getAttribute(EVENT_BUTTON) === eventId)
    ?.focus();
}
