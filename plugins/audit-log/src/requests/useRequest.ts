// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from 'react';
import { asError } from './asError';

export interface RequestState<T> {
  /** The latest answer; while another is on its way, the one before it. */
  readonly value?: T;
  readonly error?: Error;
  readonly loading: boolean;
  readonly retry: () => void;
}

/**
 * Asks again whenever `request` changes (wrap it in useCallback) and gives up on the question before. Undefined asks
 * nothing.
 */
export function useRequest<T>(
  request: ((signal: AbortSignal) => Promise<T>) | undefined,
): RequestState<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{
    readonly of?: unknown;
    readonly value?: T;
    readonly error?: Error;
  }>({});

  useEffect(() => {
    if (!request) {
      setState({});
      return undefined;
    }
    const controller = new AbortController();
    request(controller.signal).then(
      value => {
        if (!controller.signal.aborted) {
          setState({ of: request, value });
        }
      },
      (error: unknown) => {
        if (!controller.signal.aborted) {
          setState({ of: request, error: asError(error) });
        }
      },
    );
    return () => controller.abort();
  }, [request, attempt]);

  const retry = useCallback(() => {
    setState(({ value }) => ({ value }));
    setAttempt(count => count + 1);
  }, []);

  return {
    value: state.value,
    error: state.of === request ? state.error : undefined,
    loading: request !== undefined && state.of !== request,
    retry,
  };
}
