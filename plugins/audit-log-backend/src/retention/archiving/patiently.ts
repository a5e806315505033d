// SPDX-License-Identifier: Apache-2.0
import type { WorkContext } from './WorkContext';

/** Each waits two seconds for who has what it needs, see `lockErasures`. */
const ATTEMPTS = 5;

/**
 * Does something in a transaction, and again where others had what it needs all the time, which undoes the transaction. Rejects as the
 * last one does after ten seconds.
 */
export async function patiently<T>(
  { dialect }: Pick<WorkContext, 'dialect'>,
  transact: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact();
    } catch (error: unknown) {
      if (attempt === ATTEMPTS || !dialect.isConcurrencyError(error)) {
        throw error;
      }
    }
  }
}
