// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../findings/Finding';

/**
 * A checkpoint as it is told of in a report.
 *
 * @public
 */
export interface ReportedCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** base64 */
  readonly root: string;
  readonly time?: string;
  /** The keys that have signed it and are known, as verifier keys. */
  readonly signedBy: readonly string[];
}

/**
 * What came of a verification.
 *
 * @public
 */
export interface Report {
  /** Whether nothing is wrong. */
  readonly isVerified: boolean;
  /** What is wrong: the first 1,000. */
  readonly findings: readonly Finding[];
  readonly findingCount: number;
  /** What should be known of how far this goes, in sentences. */
  readonly notes: readonly string[];
  /** Absent when there is none, or none that could be read. */
  readonly checkpoint?: ReportedCheckpoint;
}

/**
 * What came of the verification of an export.
 *
 * @public
 */
export interface ExportReport extends Report {
  readonly events: number;
  /** Events that something was erased of. */
  readonly erased: number;
  /** Events that a complete file lacks since their time was over, as signed statements in it say. */
  readonly removed: number;
  readonly filters: Readonly<Record<string, unknown>>;
  /** Whether the file says it has every event of a stretch of the ledger; what is missing is among the findings then. */
  readonly isComplete: boolean;
  /** That stretch: the first sequence, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** When the checkpoint it begins with was made; absent when it begins with the first event. */
  readonly since?: string;
}
