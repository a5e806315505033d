// SPDX-License-Identifier: Apache-2.0
import type { PageRequest, SealedEvent } from './AuditEventReader';

export type SequencedRequest = Pick<
  PageRequest,
  'search' | 'scope' | 'limit' | 'budgetMs' | 'signal'
> & {
  /** The last sequence that was seen, -1 at the beginning. */
  readonly after: number;
  /** Only events with lower sequences; all by default. */
  readonly before?: number;
  /** Whether the leaf that the ledger keeps of each event is wanted. */
  readonly leaves?: boolean;
};

/** An event with a sequence, its seal, and its leaf, 32 bytes, where that is wanted and kept. */
export interface SequencedEvent extends SealedEvent {
  readonly sequence: number;
  readonly leaf?: Buffer;
}

/** Events in the ledger's own order, and from where to go on. */
export interface SequencedEvents {
  readonly events: readonly SequencedEvent[];
  /** Everything up to this sequence has been seen. */
  readonly seen: number;
  /** When time ran out before there were enough: up to when the ledger was looked through, ISO 8601. */
  readonly scannedUntil?: string;
}

/** Reads sealed events in the ledger's own order; as an AuditEventReader does by sequence, in all that that promises. */
export interface SequencedReader {
  readSequenced(request: SequencedRequest): Promise<SequencedEvents>;
}
