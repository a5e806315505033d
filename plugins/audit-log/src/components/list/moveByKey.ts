// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, 'next' | 'previous' | 'first' | 'last'>> =
  {
    ArrowDown: 'next',
    j: 'next',
    ArrowUp: 'previous',
    k: 'previous',
    Home: 'first',
    End: 'last',
  };

/**
 * Moves the focus between the items of a list, when it is on one of them.
 *
 * @param selector - What finds the one link or button of each item
 */
export function moveByKey(
  event: KeyboardEvent<HTMLElement>,
  selector: string,
): void {
  const step = STEPS[event.key];
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const buttons = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(selector),
  ];
  const current = buttons.indexOf(event.target as HTMLElement);
  if (!step || !isPlain || current < 0) {
    return;
  }
  event.preventDefault();
  const index = {
    next: Math.min(current + 1, buttons.length - 1),
    previous: Math.max(current - 1, 0),
    first: 0,
    last: buttons.length - 1,
  }[step];
  buttons[index].focus();
}
