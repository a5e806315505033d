// SPDX-License-Identifier: Apache-2.0
import { isError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

export interface ActionState {
  readonly isRunning: boolean;
  /** Why it failed the last time. */
  readonly error?: Error;
  /** Does it, unless it is being done already. Never rejects. */
  readonly run: () => Promise<void>;
}

/** Something that a person lets happen once at a time, with what came of it. */
export function useAction(action: () => Promise<void>): ActionState {
  const [state, setState] = useState<{ isRunning: boolean; error?: Error }>({
    isRunning: false,
  });
  const latest = useRef(action);
  latest.current = action;
  const isRunning = useRef(false);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);

  const run = useCallback(async () => {
    if (isRunning.current) {
      return;
    }
    isRunning.current = true;
    setState({ isRunning: true });
    let error: Error | undefined;
    try {
      await latest.current();
    } catch (caught: unknown) {
      error = isError(caught) ? (caught as Error) : new Error(String(caught));
    }
    isRunning.current = false;
    // A dialog that closes when it is done is no longer there.
    if (isMounted.current) {
      setState({ isRunning: false, error });
    }
  }, []);

  return { ...state, run };
}
