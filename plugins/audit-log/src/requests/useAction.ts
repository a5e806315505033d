// SPDX-License-Identifier: Apache-2.0
import useAsyncFn from 'react-use/esm/useAsyncFn';

export interface ActionState {
  readonly isRunning: boolean;
  /** Why it failed the last time. */
  readonly error?: Error;
  /** Does it, unless it is being done already. Never rejects. */
  readonly run: () => Promise<void>;
}

/** Something that a person lets happen once at a time, with what came of it. */
export function useAction(action: () => Promise<void>): ActionState {
  const [{ loading, error }, start] = useAsyncFn(action, [action]);
  const run = async () => {
    if (!loading) {
      await start();
    }
  };
  return { isRunning: loading, error: loading ? undefined : error, run };
}
