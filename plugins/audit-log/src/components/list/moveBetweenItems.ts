// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent } from 'react';
import { moveByKey } from './moveByKey';

/** Marks the cell that names an item. */
export const ITEM_NAME = 'data-item-name';

/** Moves the focus between the names of a list's items, when it is on one of them. */
export function moveBetweenItems(event: KeyboardEvent<HTMLElement>): void {
  moveByKey(event, `[${ITEM_NAME}] a, [${ITEM_NAME}] button`);
}
