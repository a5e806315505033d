// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { dialectOf } from '../../database/dialect';
import { Checkpoints } from '../../sealing/Checkpoints';
import type { SealingKeys } from '../../sealing/keys/SealingKeys';
import { Findings } from '../Findings';
import { Pace } from '../Pace';
import type { VerifiedArchive } from '../archive/checkArchive';
import { verifyLedger, type VerificationRange } from '../verifyLedger';

/** What a run over all that is sealed, or over a part of it, finds. */
export async function verifyAll(
  knex: Knex,
  keys: SealingKeys,
  part?: Omit<VerificationRange, 'isWhole'>,
  archive?: VerifiedArchive,
) {
  const dialect = dialectOf(knex);
  const last = await Checkpoints.create({ knex, dialect }).latest();
  const findings = new Findings();
  const progress = await verifyLedger(
    {
      knex,
      dialect,
      keys,
      archive,
      findings,
      pace: Pace.hurried(),
      signal: new AbortController().signal,
    },
    part
      ? { ...part, isWhole: false }
      : { from: 0, to: last?.size ?? 0, isWhole: true },
  );
  return { ...progress, findings: findings.kept, count: findings.count };
}
