// SPDX-License-Identifier: Apache-2.0
import type { RequestState } from '../../requests/useRequest';

/** A list that is asked for again and again, as `ListStates` takes it: where there is an answer, the next only changes what is in it. */
export function polledList<T>({
  value,
  error,
  loading,
  retry,
}: RequestState<readonly T[]>): RequestState<{ readonly items: readonly T[] }> {
  return {
    value: value && { items: value },
    error: value ? undefined : error,
    loading,
    retry,
  };
}
