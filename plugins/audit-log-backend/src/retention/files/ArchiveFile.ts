// SPDX-License-Identifier: Apache-2.0
import type { SignedDocument } from 'backstage-plugin-audit-log-verify';
import type { FileState } from '../../database/archiveTables';

/** Sequences from the first to before the second, in order, with a gap between each and the next. */
export type SequenceRanges = readonly (readonly [from: number, to: number])[];

/** A month or a day in UTC, by recordedAt. Epoch milliseconds; `to` is not included. */
export interface Period {
  /** `2026-11` or `2026-11-30`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A file of the archive as the database knows it. Times are epoch milliseconds. */
export interface ArchiveFile {
  readonly id: string;
  readonly period: Period;
  /** Name of the rule of the policy that its events are kept by, or `default`. */
  readonly class: string;
  /** From 1; further ones have what came late. */
  readonly part: number;
  /** Path in the archive, such as `events/year=2026/month=11/2026-11.default.1.parquet`. */
  readonly name: string;
  readonly state: FileState;
  /** It has the events of its period and class below this sequence, other than those that are in another file. */
  readonly beforeSequence: number;
  /** From here on: absent before it is written. */
  readonly content?: ArchiveContent;
  readonly startedAt: number;
  readonly archivedAt?: number;
  readonly removedAt?: number;
  /** Its events are in the live table as well, until then. */
  readonly restoredUntil?: number;
  readonly restoredBy?: string;
}

/** What is in a file. */
export interface ArchiveContent {
  readonly events: number;
  readonly bytes: number;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  /** Earliest and latest occurredAt, both included, epoch milliseconds. */
  readonly occurredFrom: number;
  readonly occurredTo: number;
  readonly sequences: SequenceRanges;
}

/**
 * What lies in the archive beside a file as `manifests/<name>.json`, and in the database: who has it, the public keys and a
 * checkpoint can tell whether the file is whole and as it was sealed. Signed as `archive-manifest`.
 */
export type ArchiveManifest = SignedDocument<{
  /** Version of the columns of the file and of this document. */
  readonly schema: 1;
  /** Path of the file in the archive. */
  readonly file: string;
  readonly period: string;
  readonly class: string;
  readonly part: number;
  readonly events: number;
  readonly bytes: number;
  readonly sha256: string;
  /** ISO 8601, as the other times. */
  readonly occurredFrom: string;
  readonly occurredTo: string;
  readonly sequences: SequenceRanges;
  /** RFC 6962 root, base64, of a tree of the leaves of its events alone, in the order of their sequences. */
  readonly root: string;
  /** The note of the checkpoint that the file was checked against; absent where nothing is sealed. */
  readonly checkpoint?: string;
  readonly writtenAt: string;
}>;

/**
 * What remains of a file once it is removed, in the database and in the archive as `removals/<name>.json`. Signed as
 * `removal-statement`. Who verifies the ledger takes the sequences of a statement as rightly gone.
 */
export type RemovalStatement = SignedDocument<{
  readonly schema: 1;
  readonly file: string;
  readonly period: string;
  readonly class: string;
  readonly events: number;
  readonly sequences: SequenceRanges;
  /** As in the manifest. */
  readonly root: string;
  /** SHA-256 of the file, hexadecimal; absent where its events never were in a file, since the policy keeps no archive of them. */
  readonly sha256?: string;
  readonly removedAt: string;
  /** How long the policy had its events kept: live and archive, ISO 8601 durations. */
  readonly policy: { readonly live: string; readonly archive: string };
}>;
