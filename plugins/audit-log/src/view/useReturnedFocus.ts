// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';

/**
 * Gives the focus back, when a component goes, to what had it when the component came. For dialogs that follow one
 * another: each returns the focus to the one before it, which is gone by then.
 */
export function useReturnedFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) {
        before.focus();
      }
    },
    [before],
  );
}
