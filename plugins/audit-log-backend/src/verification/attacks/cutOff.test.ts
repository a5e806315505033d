// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { dialectOf } from '../../database/dialect';
import { addRollups } from '../../database/operations/addRollups';
import { SEALING_TABLES } from '../../database/sealingTables';
import { TABLES, type EventRow } from '../../database/tables';
import {
  describeAttacks,
  type AttackedLedger,
} from '../__testUtils__/describeAttacks';
import { exportOf, verifyLines } from '../__testUtils__/exportOf';

describeAttacks('An end that was cut off', ledger => {
  it('names the end that was cut off, with all that counts it but the checkpoints', async () => {
    const attacked = ledger();
    await cutOff(attacked, 260);
    expect((await attacked.verify()).findings).toContainEqual(
      expect.objectContaining({ kind: 'truncated', sequence: 260, until: 300 }),
    );
  });

  it('does not see that the end was cut off with all that told of it, but a saved checkpoint does', async () => {
    const attacked = ledger();
    const { knex } = attacked;
    const saved = (await attacked.checkpoints.latest())!;
    await cutOff(attacked, 260);
    await knex(SEALING_TABLES.checkpoints).where({ size: 300 }).delete();
    await knex(SEALING_TABLES.tiles).where('level', '>', 1).delete();
    await recount(knex);
    await attacked.append([auditEvent()]);
    expect(await attacked.verify()).toMatchObject({ findings: [] });

    const lines = await exportOf(knex, attacked);
    expect(await verifyLines(lines, attacked)).toMatchObject({
      isVerified: true,
    });
    expect(
      await verifyLines(lines, attacked, { savedCheckpoints: [saved.note] }),
    ).toMatchObject({
      findings: [{ kind: 'truncated', sequence: 261, until: 300 }],
    });
  });

  it('does not see that an old copy was put in place and went on from there, but a saved checkpoint does', async () => {
    const attacked = ledger();
    const { knex } = attacked;
    await attacked.append(Array.from({ length: 40 }, () => auditEvent()));
    const saved = (await attacked.checkpoints.latest())!;
    await attacked.restore();
    await attacked.append(Array.from({ length: 60 }, () => auditEvent()));
    expect(await attacked.verify()).toMatchObject({ findings: [] });

    const lines = await exportOf(knex, attacked);
    expect(
      await verifyLines(lines, attacked, { savedCheckpoints: [saved.note] }),
    ).toMatchObject({
      findings: [{ kind: 'inconsistent', sequence: 0, until: 340 }],
    });
  });
});

/** Takes out the last batches from the one on that begins with a sequence, and lets all that counts events say so. */
async function cutOff({ knex, batchAt }: AttackedLedger, size: number) {
  const [{ stream, batch }] = await batchAt(size).select();
  const gone = await knex(TABLES.events).where({ stream, batch }).pluck('id');
  await knex(TABLES.refs).whereIn('id', gone).delete();
  await knex(TABLES.events).whereIn('id', gone).delete();
  await knex(TABLES.batches).where({ stream, batch }).delete();
  await knex(TABLES.streams)
    .where({ stream })
    .update({ head: Number(batch) });
  await knex(TABLES.ledger).update({ next_sequence: size });
  await knex(SEALING_TABLES.tree).update({ size });
}

/** Makes the counts fit the events that are there. */
async function recount(knex: Knex) {
  await knex(TABLES.rollups).delete();
  await knex(TABLES.actorRollups).delete();
  const dialect = dialectOf(knex);
  const rows = await knex<EventRow>(TABLES.events).select();
  const events = rows.map(row => ({
    row: {
      ...row,
      occurred_at: dialect.readTime(row.occurred_at),
      recorded_at: dialect.readTime(row.recorded_at),
    },
    refs: [],
  }));
  await knex.transaction(transaction =>
    addRollups(transaction, dialect, { stream: 0, events }),
  );
}
