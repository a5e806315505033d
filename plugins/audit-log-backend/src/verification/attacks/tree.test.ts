// SPDX-License-Identifier: Apache-2.0
import { signCheckpoint, SigningKey } from 'backstage-plugin-audit-log-verify';
import {
  SEALING_TABLES,
  type CheckpointRow,
} from '../../database/sealingTables';
import { SealingKeys } from '../../sealing/keys/SealingKeys';
import { anotherValue } from '../__testUtils__/anotherValue';
import { ATTACKED } from '../__testUtils__/attackedLedger';
import {
  covers,
  describeAttacks,
  type AttackedLedger,
} from '../__testUtils__/describeAttacks';

describeAttacks('A tree or a signature that was changed', ledger => {
  it('narrows down what was altered together with its leaf, with the hashes above it, and with the roots', async () => {
    const attacked = ledger();
    const { knex } = attacked;
    const { id, position } = await attacked.rowAt(ATTACKED);
    const { leaves } = (await attacked.batchAt(3).first('leaves'))!;
    const copy = Buffer.from(leaves!);
    copy.fill(7, position * 32, position * 32 + 32);
    await attacked.row(id).update({ operation_id: anotherValue(id) });
    await attacked.batchAt(3).update({ leaves: copy });
    const byTile = await attacked.verify();
    expect(byTile.findings.filter(covers(ATTACKED)).length).toBeGreaterThan(0);
    expect(byTile.findings).toContainEqual(
      expect.objectContaining({ kind: 'altered', sequence: 0, until: 256 }),
    );

    await knex(SEALING_TABLES.checkpoints).update({ root: Buffer.alloc(32) });
    const byRoot = await attacked.verify();
    expect(byRoot.findings).toContainEqual(
      expect.objectContaining({
        kind: 'inconsistent',
        sequence: 3,
        until: 200,
      }),
    );
  });

  it('knows a ledger that was computed anew and signed with another key', async () => {
    const attacked = ledger();
    const other = await resignAll(attacked);
    const { findings } = await attacked.verify();
    expect(findings).toHaveLength(4);
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(
      new Set(['unknown-key']),
    );
    // Whoever believes that key finds nothing: keys are what it all hangs on.
    expect((await attacked.verify(other)).findings).toEqual([]);
  });
});

/** Signs all that was signed with another key, which it gives. */
async function resignAll({ knex, origin }: AttackedLedger) {
  const key = SigningKey.generate(origin);
  const rows = await knex<CheckpointRow>(SEALING_TABLES.checkpoints).select();
  for (const { size, root, sealed_at } of rows) {
    const time = new Date(Number(sealed_at)).toISOString();
    const note = signCheckpoint(
      { origin: origin, size: Number(size), root, time },
      [key],
    );
    await knex(SEALING_TABLES.checkpoints).where({ size }).update({ note });
  }
  return SealingKeys.of({ signing: [key] });
}
