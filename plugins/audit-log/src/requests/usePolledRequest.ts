// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { useRequest, type RequestState } from './useRequest';

/**
 * Asks again and again, for as long as an answer says that there will be another. While one is on its way, and where one
 * fails, there is the answer before it.
 *
 * @param request - Wrap it in useCallback; undefined asks nothing
 * @param pauseAfter - How many milliseconds after an answer the next question is due; undefined for never
 */
export function usePolledRequest<T>(
  request: ((signal: AbortSignal) => Promise<T>) | undefined,
  pauseAfter: (value: T) => number | undefined,
): RequestState<T> {
  const { value: latest, error, loading, retry } = useRequest(request);
  const [last, setLast] = useState<{ of: unknown; value: T }>();
  useEffect(() => {
    if (latest !== undefined) {
      setLast({ of: request, value: latest });
    }
  }, [latest, request]);

  const value = latest ?? (last?.of === request ? last?.value : undefined);
  const pause = value === undefined ? undefined : pauseAfter(value);
  useEffect(() => {
    if (pause === undefined || loading) {
      return undefined;
    }
    const timer = setTimeout(retry, pause);
    return () => clearTimeout(timer);
  }, [pause, loading, retry, latest, error]);

  return { value, error, loading: loading && value === undefined, retry };
}
