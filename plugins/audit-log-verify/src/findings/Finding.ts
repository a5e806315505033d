// SPDX-License-Identifier: Apache-2.0

/**
 * What can be wrong with a trail:
 * - `altered`: an event, or what the ledger keeps of it, is not as it was sealed
 * - `removed`: events are missing between others
 * - `inserted`: there is something that was never sealed
 * - `reordered`: events stand in each other's places
 * - `truncated`: the end is missing
 * - `unknown-key`: a checkpoint is not signed by a key that is known
 * - `inconsistent`: a checkpoint does not fit the events or another checkpoint, wherever the difference is
 * - `derived`: something that follows from the events, such as a count, does not
 * - `erased-unrecorded`: something was erased without an event that says so
 *
 * @public
 */
export type FindingKind =
  | 'altered'
  | 'removed'
  | 'inserted'
  | 'reordered'
  | 'truncated'
  | 'unknown-key'
  | 'inconsistent'
  | 'derived'
  | 'erased-unrecorded';

/**
 * Something that is wrong, and where.
 *
 * @public
 */
export interface Finding {
  readonly kind: FindingKind;
  readonly message: string;
  /** Sequence of the event, the first one where there are more. */
  readonly sequence?: number;
  /** The sequence behind the last, where there are more than one. */
  readonly until?: number;
  readonly eventId?: string;
  /** Line of the file, from 1. */
  readonly line?: number;
}
