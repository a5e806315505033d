// SPDX-License-Identifier: Apache-2.0
import { TABLES } from '../../database/tables';
import { ATTACKED } from '../__testUtils__/attackedLedger';
import { covers, describeAttacks } from '../__testUtils__/describeAttacks';
import { exportOf, verifyLines } from '../__testUtils__/exportOf';

describeAttacks('Events that were removed, moved or inserted', ledger => {
  it('names one event that was deleted', async () => {
    const attacked = ledger();
    const { id } = await attacked.rowAt(ATTACKED);
    await attacked.row(id).delete();
    const { findings } = await attacked.verify();
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'removed', sequence: ATTACKED }),
    );
  });

  it('names a block of events that was deleted, as one finding', async () => {
    const attacked = ledger();
    for (let sequence = 30; sequence < 50; sequence++) {
      await attacked.row((await attacked.rowAt(sequence)).id).delete();
    }
    const { findings } = await attacked.verify();
    expect(findings.filter(({ kind }) => kind === 'removed')).toEqual([
      expect.objectContaining({ sequence: 30, until: 50 }),
    ]);
  });

  it('names a batch that was deleted with its events', async () => {
    const attacked = ledger();
    const { knex } = attacked;
    const [batch] = await attacked.batchAt(3).select();
    const { stream, batch: number } = batch;
    await knex(TABLES.events).where({ stream, batch: number }).delete();
    await attacked.batchAt(3).delete();
    const { findings } = await attacked.verify();
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'removed', sequence: 3, until: 200 }),
    );
  });

  it('names two events that changed places', async () => {
    const attacked = ledger();
    const one = await attacked.rowAt(ATTACKED);
    const other = await attacked.rowAt(ATTACKED + 5);
    await attacked.row(one.id).update({ position: other.position });
    await attacked.row(other.id).update({ position: one.position });
    const { findings } = await attacked.verify();
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'reordered', sequence: ATTACKED }),
      expect.objectContaining({ kind: 'reordered', sequence: ATTACKED + 5 }),
    ]);
  });

  it('names two events that changed places together with what is kept of them', async () => {
    const attacked = ledger();
    const one = await attacked.rowAt(ATTACKED);
    const other = await attacked.rowAt(ATTACKED + 5);
    await attacked.row(one.id).update({ position: other.position });
    await attacked.row(other.id).update({ position: one.position });
    const { leaves } = (await attacked.batchAt(3).first('leaves'))!;
    const copy = Buffer.from(leaves!);
    leaves!.copy(
      copy,
      one.position * 32,
      other.position * 32,
      other.position * 32 + 32,
    );
    leaves!.copy(
      copy,
      other.position * 32,
      one.position * 32,
      one.position * 32 + 32,
    );
    await attacked.batchAt(3).update({ leaves: copy });
    const { findings } = await attacked.verify();
    expect(findings.map(({ kind }) => kind)).toEqual([
      'inconsistent',
      'altered',
    ]);
    expect(findings[0]).toMatchObject({ sequence: 3, until: 200 });
    expect(findings[1]).toMatchObject({ sequence: 0, until: 256 });
  });

  it('names an event that was inserted, whether its batch counts it or not', async () => {
    const attacked = ledger();
    const { knex } = attacked;
    const { first_sequence: _first, ...row } = await attacked.rowAt(ATTACKED);
    const { id, details } = await attacked.rowAt(ATTACKED + 1);
    const { row_id: _rowId, ...copy } = row as typeof row & { row_id?: number };
    const inserted = {
      ...copy,
      id: `${row.id.slice(0, -4)}beef`,
      position: 197,
      details,
      search_text: 'other',
    };
    await knex(TABLES.events).insert(inserted);
    expect((await attacked.verify()).findings).toContainEqual(
      expect.objectContaining({ kind: 'inserted', eventId: inserted.id }),
    );
    expect(id).not.toBe(inserted.id);

    await attacked.batchAt(3).update({ event_count: 198 });
    expect((await attacked.verify()).findings).toContainEqual(
      expect.objectContaining({ kind: 'inserted', eventId: inserted.id }),
    );

    await knex(TABLES.events)
      .where({ id: inserted.id })
      .update({ position: 2, batch: 900 });
    await attacked.batchAt(3).update({ event_count: 197 });
    expect((await attacked.verify()).findings).toContainEqual(
      expect.objectContaining({ kind: 'inserted', eventId: inserted.id }),
    );
  });

  it('is told by an export, too, whatever is changed of an event', async () => {
    const attacked = ledger();
    const { knex } = attacked;
    const { id, details } = await attacked.rowAt(ATTACKED);
    const { seal, ...given } = JSON.parse(details);
    const meta = { ...given.meta, count: 4 };
    await attacked.row(id).update({
      details: JSON.stringify({ seal, ...given, meta }),
    });
    const lines = await exportOf(knex, attacked);
    const { findings } = await verifyLines(lines, attacked);
    expect(findings).toEqual([
      expect.objectContaining({
        kind: 'altered',
        sequence: ATTACKED,
        eventId: id,
      }),
    ]);
  });

  it('is told by an export when events were deleted', async () => {
    const attacked = ledger();
    const { knex } = attacked;
    await attacked.row((await attacked.rowAt(30)).id).delete();
    await attacked.row((await attacked.rowAt(31)).id).delete();
    const [batch] = await attacked.batchAt(200).select();
    const { stream, batch: number } = batch;
    await knex(TABLES.events).where({ stream, batch: number }).delete();
    await attacked.batchAt(200).delete();

    const lines = await exportOf(knex, attacked);
    const { findings } = await verifyLines(lines, attacked);
    const removed = findings.filter(({ kind }) => kind === 'removed');
    for (const sequence of [30, 31, 200, 259]) {
      expect(removed.some(covers(sequence))).toBe(true);
    }
    expect(removed.some(covers(29)) || removed.some(covers(32))).toBe(false);
  });
});
