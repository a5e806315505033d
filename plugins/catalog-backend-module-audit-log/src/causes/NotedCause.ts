// SPDX-License-Identifier: Apache-2.0
import type { Cause } from '../changes/EntityChange';

/** What a person did, and to what. */
export interface NotedCause extends Cause {
  /** Of a deletion the uid of the entity, else type and target of the location as `type:target`. */
  readonly subject: string;
}

/** One that is kept, so that what follows from it is known to. */
export interface KeptCause extends NotedCause {
  /** Everything that follows from it has been seen: what comes later has other causes. */
  readonly isSpent: boolean;
}
