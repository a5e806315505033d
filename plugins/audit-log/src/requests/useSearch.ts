// SPDX-License-Identifier: Apache-2.0
import { useCallback, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useRequest, type RequestState } from './useRequest';

/** How long a pause in typing means that the words are all there. */
const PAUSE = 300;

export interface Search<T> {
  readonly typed: string;
  readonly setTyped: (text: string) => void;
  readonly found: RequestState<T>;
}

/**
 * Searches for what is typed, after each pause in typing; for everything when nothing is.
 *
 * @param load - Wrap it in useCallback
 */
export function useSearch<T>(
  load: (q: string | undefined, signal: AbortSignal) => Promise<T>,
): Search<T> {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useDebounce(() => setQ(typed.trim()), PAUSE, [typed]);
  const found = useRequest(
    useCallback(
      (signal: AbortSignal) => load(q || undefined, signal),
      [load, q],
    ),
  );
  return { typed, setTyped, found };
}
