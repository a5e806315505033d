// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, type RefObject } from 'react';

/**
 * For an element that takes the focus over from a part of it that is gone, such as the button of a row that was removed.
 * Otherwise the keyboard would begin anew at the top of the page.
 */
export function useKeptFocus<E extends HTMLElement>(): {
  readonly ref: RefObject<E>;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
} {
  const ref = useRef<E>(null);
  // React reports no blur of what it takes away itself.
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) {
      ref.current?.focus();
    }
  });
  return {
    ref,
    tabIndex: -1,
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: () => {
      isInside.current = false;
    },
  };
}
