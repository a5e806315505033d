// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { TABLES } from '../../database/tables';
import type { PagePosition, WindowedSearch } from '../AuditEventReader';
import type { ReadScope } from '../ReadScope';
import { readPageByTime } from './readPageByTime';
import {
  runBounded,
  StatementTimeoutError,
  type QueryContext,
} from './runBounded';
import { selectEvents } from './selectEvents';
import { sql } from './sql';

jest.setTimeout(180_000);

const DAY_MS = 24 * 60 * 60 * 1000;
const EVENTS = 20_000;
const TO = Date.now();
const FROM = TO - 30 * DAY_MS;
const EVERYTHING = { kind: 'everything' } as const;

/** A step that finds rows by the index of a column. */
function byIndex(column: string): RegExp {
  return new RegExp(
    `Index Cond: .*hashtextextended\\(${column}, |USING INDEX audit_event(s|_refs)_${column} `,
  );
}

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('reading on %s', id => {
  let knex: Knex;
  let context: QueryContext;

  beforeAll(async () => {
    knex = await databases.init(id);
    const ledger = await testLedger(knex);
    await ledger.sink.append(
      Array.from({ length: EVENTS }, (_, index) =>
        auditEvent({
          id: uuidAt(FROM + index * ((TO - FROM) / EVENTS)),
          action: `toy.action-${index % 1000}`,
          actor: { type: 'user', ref: `user:default/p${index % 1000}` },
          outcome: index % 20 === 7 ? 'failed' : 'succeeded',
          request: { address: `10.0.${index % 250}.${index % 241}` },
          targets: [{ ref: `x:${index % 1000}` }, { ref: `y:${index % 1000}` }],
          projects: [
            { ref: `system:default/a${index % 1000}` },
            { ref: `system:default/b${index % 1000}` },
          ],
        }),
      ),
    );
    if (id === 'POSTGRES_18') {
      await knex.raw(`ANALYZE ${TABLES.events}`);
      await knex.raw(`ANALYZE ${TABLES.refs}`);
    }
    context = { knex, dialect: dialectOf(knex) };
  });

  afterAll(stopTestLedgers);
  afterEach(() => jest.restoreAllMocks());

  const search = (given: Partial<WindowedSearch>): WindowedSearch => ({
    include: {},
    exclude: {},
    order: 'newest',
    from: FROM,
    to: TO,
    ...given,
  });

  async function planOf(
    given: Partial<WindowedSearch>,
    scope: ReadScope = EVERYTHING,
  ): Promise<string> {
    const { text, bindings } = selectEvents({
      search: search(given),
      scope,
      dialect: context.dialect,
      from: FROM,
      to: TO,
      order: 'newest',
      limit: 51,
    });
    const explain = id === 'POSTGRES_18' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
    const plan = await knex.transaction<any>(async transaction => {
      if (id === 'POSTGRES_18') {
        // With as few events as here it can be as cheap, by a hair, to read them all.
        await transaction.raw('SET LOCAL enable_seqscan = off');
      }
      return transaction.raw(
        `${explain} ${text}`,
        bindings as Knex.RawBinding[],
      );
    });
    return (plan.rows ?? plan)
      .map((row: any) => row['QUERY PLAN'] ?? row.detail)
      .join('\n');
  }

  it.each([
    ['the feed', {}, [/feed|events_\w+_occurred_at(_id)?_idx/]],
    ['an actor', { actor: ['user:default/p7'] }, [byIndex('actor')]],
    ['an action', { action: ['toy.action-7'] }, [byIndex('action')]],
    [
      'targets',
      { target: ['x:7', 'y:8'] },
      [byIndex('target'), byIndex('ref')],
    ],
    [
      'projects',
      { project: ['system:default/a7', 'system:default/b8'] },
      [byIndex('project'), byIndex('ref')],
    ],
  ] as const)(
    'finds the page of %s by an index',
    async (_, include, indexes) => {
      const plan = await planOf({ include });
      for (const index of indexes) {
        expect(plan).toMatch(index);
      }
    },
  );

  it.each([
    [
      'an address',
      { address: ['10.0.7.7'] },
      /\(\(hashtextextended\(address, /,
    ],
    [
      'what an actor failed in',
      { actor: ['user:default/p7'], outcome: ['failed'] },
      /WHERE \(\(outcome <> 0\) AND /,
    ],
  ] as const)(
    'finds the page of %s by an index of its own on PostgreSQL',
    async (_, include, definition) => {
      const plan = await planOf({ include });
      const indexes =
        id === 'POSTGRES_18'
          ? await knex('pg_indexes').select('indexname', 'indexdef')
          : [];
      const used = indexes.filter(({ indexname }) =>
        new RegExp(`on ${indexname}\\b|using ${indexname}\\b`).test(plan),
      );
      // SQLite goes by the actor, or by time.
      expect(used.some(({ indexdef }) => definition.test(indexdef))).toBe(
        id === 'POSTGRES_18',
      );
    },
  );

  it('finds the page of a reader of projects by an index', async () => {
    const projects = ['system:default/a7', 'system:default/b8'];
    for (const criteria of [
      { projects },
      { allOf: [{ not: { actors: ['user:default/p7'] } }, { projects }] },
    ]) {
      const plan = await planOf({}, { kind: 'matching', criteria });
      expect(plan).toMatch(byIndex('project'));
      expect(plan).toMatch(byIndex('ref'));
    }
  });

  it('finds a word by its index', async () => {
    expect(await planOf({ q: 'absent' })).toMatch(
      /Bitmap Index Scan|VIRTUAL TABLE INDEX/,
    );
  });

  it('gives what it found when the time is over, and goes on from there', async () => {
    // Nothing finds what is not something else, and no counts tell where it is.
    const exclude = {
      actor: Array.from(
        { length: 1000 },
        (_, index) => `user:default/p${index}`,
      ).filter(actor => actor !== 'user:default/p7'),
    };
    const all = await readPageByTime(
      context,
      { search: search({ exclude }), scope: EVERYTHING, limit: 100 },
      60_000,
    );
    expect(all.items).toHaveLength(EVENTS / 1000);

    for (const order of ['newest', 'oldest'] as const) {
      const found: string[] = [];
      let partial = 0;
      let position: PagePosition | undefined;
      do {
        // Each look at the clock finds a thousand seconds gone: there is time for one window.
        const begin = Date.now();
        let looks = 0;
        jest
          .spyOn(Date, 'now')
          .mockImplementation(() => begin + 1_000_000 * looks++);
        const page = await readPageByTime(
          context,
          {
            search: search({ exclude, order }),
            scope: EVERYTHING,
            limit: 100,
            position: position?.by === 'time' ? position : undefined,
          },
          1_500_000,
        );
        jest.restoreAllMocks();
        found.push(...page.items.map(event => event.id));
        partial += page.scannedUntil ? 1 : 0;
        expect(page.scannedUntil === undefined).toBe(page.next === undefined);
        position = page.next;
      } while (position);
      const expected = all.items.map(event => event.id);
      expect(found).toEqual(order === 'newest' ? expected : expected.reverse());
      expect(partial).toBeGreaterThan(1);
    }
  });

  it('asks to narrow a search for which there was no time at all', async () => {
    const reading = readPageByTime(
      context,
      { search: search({}), scope: EVERYTHING, limit: 10 },
      0,
    );
    await expect(reading).rejects.toThrow(/narrow it/);
  });
});

describe('runBounded', () => {
  it('stops a statement of PostgreSQL that takes too long', async () => {
    const knex = await databases.init('POSTGRES_18');
    const context = { knex, dialect: dialectOf(knex) };
    await expect(
      runBounded(context, sql('SELECT pg_sleep(60)'), 20),
    ).rejects.toThrow(StatementTimeoutError);
    expect(await runBounded(context, sql('SELECT 1 AS one'), 60_000)).toEqual([
      { one: 1 },
    ]);
  });
});
