// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { dialectOf } from '../../database/dialect';
import { SEALING_TABLES } from '../../database/sealingTables';
import { TABLES } from '../../database/tables';
import { anotherValue } from '../__testUtils__/anotherValue';
import { ATTACKED } from '../__testUtils__/attackedLedger';
import { covers, describeAttacks } from '../__testUtils__/describeAttacks';

/** Nothing of an event follows from it, and no event from it. */
const SAYS_NOTHING: Readonly<Record<string, readonly string[]>> = {
  // The number of a row within SQLite.
  [TABLES.events]: ['row_id'],
  // Once a batch is in order nothing is read of when it was committed; the checkpoints say when it was sealed.
  [TABLES.batches]: ['committed_at'],
  // Who may write next.
  [TABLES.streams]: ['holder', 'expires_at'],
};

describeAttacks('A column that was changed', ledger => {
  it('finds nothing when there was none', async () => {
    const attacked = ledger();
    expect(await attacked.verify()).toMatchObject({
      verified: 300,
      findings: [],
    });
  });

  it('names the event of which any column was changed', async () => {
    const attacked = ledger();
    const columns = await columnsOf(attacked.knex, TABLES.events);
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
    const attacked = ledger();
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

  it('names the event of whose details the text was changed, and not what it says', async () => {
    const attacked = ledger();
    const { id, details } = await attacked.rowAt(ATTACKED);
    const { seal } = JSON.parse(details);
    const [[part, salt]] = Object.entries<string>(seal.salts);
    const unused = String.fromCharCode(salt.charCodeAt(21) + 1);
    for (const changed of [
      details.replace('{', '{ '),
      details.replace('"Shop"', '"\\u0053hop"'),
      // Of two members with one name the last counts.
      details.replace('{', '{"meta":{"hidden":true},'),
      details.replace('"salts"', '"more":1,"salts"'),
      // The last character of a salt holds four bits that nobody reads.
      details.replace(
        `"${part}":"${salt}"`,
        `"${part}":"${salt.slice(0, 21)}${unused}"`,
      ),
    ]) {
      expect(changed).not.toBe(details);
      await attacked.row(id).update({ details: changed });
      const { findings } = await attacked.verify();
      expect({ changed, found: findings.some(covers(ATTACKED)) }).toEqual({
        changed,
        found: true,
      });
    }
  });

  it.each([
    [TABLES.events, 'occurred_at'],
    [TABLES.events, 'recorded_at'],
    [TABLES.refs, 'occurred_at'],
    [TABLES.refs, 'recorded_at'],
    [TABLES.batches, 'first_recorded_at'],
    [TABLES.batches, 'last_recorded_at'],
    [TABLES.rollups, 'hour'],
    [TABLES.actorRollups, 'hour'],
    [SEALING_TABLES.checkpoints, 'sealed_at'],
  ])(
    'sees a time in %s.%s changed by less than a millisecond',
    async (table, column) => {
      const { knex, verify } = ledger();
      const isExact = dialectOf(knex).engine === 'sqlite';
      const less = isExact ? '?? + 0.25' : `?? + interval '1 microsecond'`;
      const row = await knex(table).orderBy(column, 'desc').first();
      await knex(table)
        .where(keyOf(table, row))
        .update({ [column]: knex.raw(less, [column]) });
      // The columns of PostgreSQL hold whole milliseconds: there it has changed nothing.
      expect((await verify()).count > 0).toBe(isExact);
    },
  );

  it.each([
    [TABLES.events, 'occurred_at', 'infinity'],
    [TABLES.events, 'recorded_at', '-infinity'],
    [TABLES.events, 'position', 2 ** 31 - 1],
    [TABLES.events, 'position', -1],
    [TABLES.batches, 'last_recorded_at', 'infinity'],
    [TABLES.batches, 'first_recorded_at', '-infinity'],
    [TABLES.batches, 'first_recorded_at', '4000-01-01 BC'],
    [TABLES.batches, 'event_count', 2 ** 31 - 1],
    [TABLES.batches, 'event_count', -(2 ** 31)],
    [TABLES.batches, 'first_sequence', Number.MAX_SAFE_INTEGER],
    [TABLES.rollups, 'hour', 'infinity'],
    [TABLES.actorRollups, 'hour', '-infinity'],
    [SEALING_TABLES.checkpoints, 'sealed_at', 'infinity'],
  ])(
    'is not brought to a stop by %s.%s as %s',
    async (table, column, value) => {
      const { knex, verify } = ledger();
      const row = await knex(table).first();
      await knex(table)
        .where(keyOf(table, row))
        .update({ [column]: value });
      expect((await verify()).count).toBeGreaterThan(0);
    },
  );

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
    const attacked = ledger();
    const { knex } = attacked;
    for (const column of await columnsOf(knex, table)) {
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
});

/** The columns of a table that say something. */
async function columnsOf(knex: Knex, table: string): Promise<string[]> {
  return Object.keys(await knex(table).columnInfo()).filter(
    column => !SAYS_NOTHING[table]?.includes(column),
  );
}

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
