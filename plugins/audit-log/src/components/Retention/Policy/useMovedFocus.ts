// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, type RefObject } from 'react';

type Way = 'up' | 'down';

/** Names the button that moves an item one way. */
export function moveButton(key: string, way: Way) {
  return { 'data-move': `${key} ${way}` };
}

/**
 * For a list whose items can be moved by buttons of their own: an item that was moved is another element for the browser,
 * which forgets where the focus was. It goes back to the same button, or to the other one where there is no further to go.
 */
export function useMovedFocus<E extends HTMLElement>(): {
  readonly ref: RefObject<E>;
  readonly moved: (key: string, way: Way) => void;
} {
  const ref = useRef<E>(null);
  const last = useRef<{ key: string; way: Way }>();
  useEffect(() => {
    if (!last.current) {
      return;
    }
    const { key, way } = last.current;
    last.current = undefined;
    const buttons = [
      ...(ref.current?.querySelectorAll<HTMLButtonElement>('[data-move]') ??
        []),
    ].filter(({ disabled }) => !disabled);
    const find = (one: Way) =>
      buttons.find(
        ({ dataset }) => dataset.move === moveButton(key, one)['data-move'],
      );
    (find(way) ?? find(way === 'up' ? 'down' : 'up'))?.focus();
  });
  return {
    ref,
    moved: (key, way) => {
      last.current = { key, way };
    },
  };
}
