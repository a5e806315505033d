// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { SealedEvent } from '../../query/AuditEventReader';

/** What is to be erased of events in files, and on whose account. */
export interface FileErasureRequest {
  /** Operation id of the erasure. */
  readonly id: string;
  /**
   * Words of a-z and 0-9 which an event has somewhere, in either case and as parts of its texts, if anything is to be erased of it: all of
   * them. So that not every event has to be looked into.
   */
  readonly words: readonly string[];
  /** The event without what is to be erased of it; undefined where there is nothing. The same for the same event each time. */
  erase(event: SealedEvent): SealedEvent | undefined;
  /**
   * Called in a transaction that changes which file has these events, with how many of them something was erased of. Rejects
   * where the erasure is not this process's any more: then nothing is changed.
   */
  onErased(transaction: Knex.Transaction, events: number): Promise<void>;
  readonly signal: AbortSignal;
}

/** An erasure at work on the files of the archive. */
export interface FileErasure {
  /**
   * Goes through all files once. Whatever it was interrupted in before, by whichever process, is gone on with: nothing is lost and nothing
   * is there twice. Rejects where the database is away.
   */
  pass(): Promise<ErasurePass>;
}

export interface ErasurePass {
  /**
   * What it has to wait for, in words. Where there is none, nothing that is to be erased is in the archive any more, whether in files
   * that are read or in others of ours.
   */
  readonly waiting: readonly string[];
  /** Whether no file that can be restored has, or may have, something that is to be erased. */
  readonly isRestorable: boolean;
}

/**
 * Erases from the archive. The live table MUST be done before, and nothing may be restored until a pass says so: `audit_erasures` tells
 * retention of both.
 */
export interface ArchiveErasure {
  begin(request: FileErasureRequest): FileErasure;
}
