// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';

/** What a change came to, and what of it goes on record: what was before and what is after it, and whose access it was. */
export interface AccessChange<T> {
  readonly result: T;
  readonly meta: JsonObject;
}
