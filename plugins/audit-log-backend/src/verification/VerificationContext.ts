// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import type { SealingKeys } from '../sealing/keys/SealingKeys';
import type { ArchiveCoverage } from './archive/ArchiveCoverage';
import type { VerifiedArchive } from './archive/checkArchive';
import type { Findings } from './Findings';
import type { Pace } from './Pace';

/** What all parts of a run work with. */
export interface VerificationContext {
  readonly knex: Knex;
  readonly dialect: Dialect;
  /** Those that are believed. */
  readonly keys: Pick<SealingKeys, 'verify' | 'believed'>;
  /** What events are read from that have left the live table; they are not looked at without. */
  readonly archive?: VerifiedArchive;
  /** Which events may be missing in the live table: none by default. */
  readonly coverage?: ArchiveCoverage;
  readonly findings: Findings;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}
