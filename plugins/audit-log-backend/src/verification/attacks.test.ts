// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { VerificationFinding } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { stopTestLedgers } from '../__testUtils__/testLedger';
import { dialectOf } from '../database/dialect';
import { addRollups } from '../database/operations/addRollups';
import { SigningKey, signCheckpoint } from 'backstage-plugin-audit-log-verify';
import { SEALING_TABLES, type CheckpointRow } from '../database/sealingTables';
import { SealingKeys } from '../sealing/keys/SealingKeys';
import { TABLES, type EventRow } from '../database/tables';
import { anotherValue } from './__testUtils__/anotherValue';
import { ATTACKED, attackedLedger } from './__testUtils__/attackedLedger';
import { exportOf, verifyLines } from './__testUtils__/exportOf';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** Nothing of an event follows from it, and no event from it. */
const SAYS_NOTHING: Readonly<Record<string, readonly string[]>> = {
  // The number of a row within SQLite.
  [TABLES.events]: ['row_id'],
  // Once a batch is in order nothing is read of when it was committed; the checkpoints say when it was sealed.
  [TABLES.batches]: ['committed_at'],
  // Who may write next.
  [TABLES.streams]: ['holder', 'expires_at'],
};

const covers = (sequence: number) => (finding: VerificationFinding) =>
  finding.sequence !== undefined &&
  finding.sequence <= sequence &&
  sequence < (finding.until ?? finding.sequence + 1);

describe.each(databases.eachSupportedId())('Attacks on %s', databaseId => {
  let knex: Knex;
  let attacked: Awaited<ReturnType<typeof attackedLedger>>;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    attacked = await attackedLedger(knex);
  });

  afterAll(stopTestLedgers);

  afterEach(() => attacked.restore());

  /** Makes the counts fit the events that are there. */
  const recount = async () => {
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
  };

  const cutOff = async (stream: number, batch: number, size: number) => {
    const gone = await knex(TABLES.events).where({ stream, batch }).pluck('id');
    await knex(TABLES.refs).whereIn('id', gone).delete();
    await knex(TABLES.events).whereIn('id', gone).delete();
    await knex(TABLES.batches).where({ stream, batch }).delete();
    await knex(TABLES.streams).where({ stream }).update({ head: batch });
    await knex(TABLES.ledger).update({ next_sequence: size });
    await knex(SEALING_TABLES.tree).update({ size });
  };

  const resignAll = async () => {
    const key = SigningKey.generate(attacked.origin);
    const rows = await knex<CheckpointRow>(SEALING_TABLES.checkpoints).select();
    for (const { size, root, sealed_at } of rows) {
      const time = new Date(Number(sealed_at)).toISOString();
      const note = signCheckpoint(
        { origin: attacked.origin, size: Number(size), root, time },
        [key],
      );
      await knex(SEALING_TABLES.checkpoints).where({ size }).update({ note });
    }
    return SealingKeys.of({ signing: [key] });
  };

  const columnsOf = async (table: string) =>
    Object.keys(await knex(table).columnInfo()).filter(
      column => !SAYS_NOTHING[table]?.includes(column),
    );

  it('finds nothing when there was none', async () => {
    expect(await attacked.verify()).toMatchObject({
      verified: 300,
      findings: [],
    });
  });

  it('names the event of which any column was changed', async () => {
    const columns = await columnsOf(TABLES.events);
    expect(columns).toEqual(expect.arrayContaining(['id', 'details', 'actor']));
    for (const column of columns) {
      const { first_sequence: _first, ...row } = await attacked.rowAt(ATTACKED);
      const value = anotherValue(row[column as keyof typeof row]);
      await attacked.row(row.id).update({ [column]: value });

      const { findings } = await attacked.verify();
      expect({
        column,
        found: findings.some(covers(ATTACKED)),
      }).toEqual({ column, found: true });
      await attacked.restore();
    }
  });

  it('names the event of whose details any member was changed, taken away or added', async () => {
    const { id, details } = await attacked.rowAt(ATTACKED);
    const given = JSON.parse(details);
    const others = Object.keys(given).flatMap(member => [
      [`${member} changed`, { ...given, [member]: anotherDeep(given[member]) }],
      [`${member} taken away`, { ...given, [member]: undefined }],
    ]);
    others.push(['added', { ...given, whole: { plugin: 'other' } }]);
    others.push(['unknown', { ...given, another: true }]);
    expect(others.length).toBeGreaterThan(20);
    for (const [what, changed] of others) {
      await attacked.row(id).update({ details: JSON.stringify(changed) });

      const { findings } = await attacked.verify();
      expect({ what, found: findings.some(covers(ATTACKED)) }).toEqual({
        what,
        found: true,
      });
    }
    await attacked.row(id).update({ details: '{' });
    expect((await attacked.verify()).findings).toEqual([
      expect.objectContaining({ kind: 'altered', sequence: ATTACKED }),
    ]);
  });

  it.each([
    [TABLES.refs, 'recorded_at'],
    [TABLES.batches, 'first_sequence'],
    [TABLES.rollups, 'hour'],
    [TABLES.actorRollups, 'hour'],
    [TABLES.streams, 'stream'],
    [TABLES.ledger, 'id'],
    [SEALING_TABLES.tree, 'id'],
    [SEALING_TABLES.tiles, 'level'],
    [SEALING_TABLES.checkpoints, 'size'],
  ])('sees any column of a row of %s changed', async (table, order) => {
    for (const column of await columnsOf(table)) {
      const row = await knex(table).orderBy(order, 'desc').first();
      if (column === 'id' && typeof row.id === 'number') {
        continue;
      }
      await knex(table)
        .where(keyOf(table, row))
        .update({ [column]: anotherValue(row[column]) });

      const { count } = await attacked.verify();
      expect({ column, found: count > 0 }).toEqual({ column, found: true });
      await attacked.restore();
    }
  });

  it('names one event that was deleted', async () => {
    const { id } = await attacked.rowAt(ATTACKED);
    await attacked.row(id).delete();
    const { findings } = await attacked.verify();
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'removed', sequence: ATTACKED }),
    );
  });

  it('names a block of events that was deleted, as one finding', async () => {
    for (let sequence = 30; sequence < 50; sequence++) {
      await attacked.row((await attacked.rowAt(sequence)).id).delete();
    }
    const { findings } = await attacked.verify();
    expect(findings.filter(({ kind }) => kind === 'removed')).toEqual([
      expect.objectContaining({ sequence: 30, until: 50 }),
    ]);
  });

  it('names a batch that was deleted with its events', async () => {
    const [batch] = await attacked.batchAt(3).select();
    const { stream, batch: number } = batch;
    await knex(TABLES.events).where({ stream, batch: number }).delete();
    await attacked.batchAt(3).delete();
    const { findings } = await attacked.verify();
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'removed', sequence: 3, until: 200 }),
    );
  });

  it('names the end that was cut off, with all that counts it but the checkpoints', async () => {
    const [batch] = await attacked.batchAt(260).select();
    await cutOff(batch.stream, Number(batch.batch), 260);
    expect((await attacked.verify()).findings).toContainEqual(
      expect.objectContaining({ kind: 'truncated', sequence: 260, until: 300 }),
    );
  });

  it('names two events that changed places', async () => {
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

  it('narrows down what was altered together with its leaf, with the hashes above it, and with the roots', async () => {
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
    const other = await resignAll();
    const { findings } = await attacked.verify();
    expect(findings).toHaveLength(4);
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(
      new Set(['unknown-key']),
    );
    // Whoever believes that key finds nothing: keys are what it all hangs on.
    expect((await attacked.verify(other)).findings).toEqual([]);
  });

  it('is told by an export, too, whatever is changed of an event', async () => {
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

  it('does not see that the end was cut off with all that told of it, but a saved checkpoint does', async () => {
    const saved = (await attacked.checkpoints.latest())!;
    const [batch] = await attacked.batchAt(260).select();
    await cutOff(batch.stream, Number(batch.batch), 260);
    await knex(SEALING_TABLES.checkpoints).where({ size: 300 }).delete();
    await knex(SEALING_TABLES.tiles).where('level', '>', 1).delete();
    await recount();
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

/** What a row of a table is found by. */
function keyOf(table: string, row: Record<string, any>): object {
  const names: Readonly<Record<string, readonly string[]>> = {
    [TABLES.refs]: ['id', 'kind', 'ref'],
    [TABLES.batches]: ['stream', 'batch'],
    [TABLES.rollups]: ['hour', 'stream', 'dimensions'],
    [TABLES.actorRollups]: ['hour', 'stream', 'actor', 'actor_type', 'outcome'],
    [TABLES.streams]: ['stream'],
    [SEALING_TABLES.tiles]: ['level', 'tile'],
    [SEALING_TABLES.checkpoints]: ['size'],
  };
  return Object.fromEntries(
    (names[table] ?? ['id']).map(name => [name, row[name]]),
  );
}

/** Another value somewhere within a value. */
function anotherDeep(value: any): unknown {
  if (typeof value !== 'object' || value === null) {
    return anotherValue(value);
  }
  const [[key, inner]] = Object.entries(value);
  return Array.isArray(value)
    ? [anotherDeep(value[0]), ...value.slice(1)]
    : { ...value, [key]: anotherDeep(inner) };
}
