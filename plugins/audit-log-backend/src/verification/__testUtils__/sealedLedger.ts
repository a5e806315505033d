// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { sequenceBatches } from '../../database/operations/sequenceBatches';
import { Checkpoints } from '../../sealing/Checkpoints';
import { SealingKeys } from '../../sealing/keys/SealingKeys';
import { sealNext } from '../../sealing/sealNext';
import { Tree } from '../../sealing/Tree';

export const ORIGIN = 'portal.example.com/audit-log';

/** A ledger of a test, whose events are put in order and sealed when the test says so. */
export async function sealedLedger(
  knex: Knex,
  options: { readonly personal?: readonly string[] } = {},
) {
  const { personal = [] } = options;
  const dialect = dialectOf(knex);
  const sealing = { personalOf: () => personal, wake: () => {} };
  const ledger = await testLedger(knex, { sealing });
  const keys = SealingKeys.of({ signing: [SigningKey.generate(ORIGIN)] });
  // Others may be at it, and may have begun before what is to be sealed was there.
  const seal = async (by: SealingKeys = keys) => {
    while ((await sequenceBatches(knex, dialect)) !== 'done') {
      // On with the rest.
    }
    const context = { knex, dialect, origin: ORIGIN, personal: sealing };
    while ((await sealNext({ ...context, keys: by })).state !== 'idle') {
      // On with the rest.
    }
  };
  return {
    ledger,
    keys,
    origin: ORIGIN,
    checkpoints: Checkpoints.create({ knex, dialect }),
    tree: Tree.create({ knex }),
    seal,
    /** Each list is a batch, with a checkpoint behind it. */
    async append(...batches: readonly (readonly NewAuditEvent[])[]) {
      for (const events of batches) {
        await ledger.sink.append(events);
        await seal();
      }
    },
  };
}
