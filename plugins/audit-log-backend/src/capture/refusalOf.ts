// SPDX-License-Identifier: Apache-2.0

/** So often, and the store is asked for something else after each: what was wrong may have come and gone with it. */
const ATTEMPTS = 3;

/**
 * Why something is not stored; undefined when it is, after all. Rejects when the store does not answer what it is asked for in between:
 * then it is not known whose fault it was.
 */
export async function refusalOf(
  store: () => Promise<void>,
  ask: () => Promise<unknown>,
): Promise<{ readonly error: unknown } | undefined> {
  let refusal: { readonly error: unknown } | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await store();
      return undefined;
    } catch (error: unknown) {
      refusal = { error };
    }
    await ask();
  }
  return refusal;
}
