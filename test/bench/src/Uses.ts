// SPDX-License-Identifier: Apache-2.0

/** Whoever closes what is used while a part of the benchmark is measured. */
export interface Uses {
  /** Has something closed when the part ends, however it ends; the last one first. Gives it back. */
  use<T>(resource: T, close: (resource: T) => Promise<unknown>): T;
}
