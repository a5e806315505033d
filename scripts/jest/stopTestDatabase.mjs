// SPDX-License-Identifier: Apache-2.0

/** Ends what startTestDatabase.mjs started, if it did. */
export default async function stopTestDatabase() {
  await globalThis.stopTestDatabase?.();
  delete globalThis.stopTestDatabase;
}
