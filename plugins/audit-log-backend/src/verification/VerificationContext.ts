// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import type { SealingKeys } from '../sealing/keys/SealingKeys';
import type { Findings } from './Findings';
import type { Pace } from './Pace';

/** What all parts of a run work with. */
export interface VerificationContext {
  readonly knex: Knex;
  readonly dialect: Dialect;
  /** Those that are believed. */
  readonly keys: Pick<SealingKeys, 'verify'>;
  readonly findings: Findings;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}
