// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { idsOf } from '../__testUtils__/idsOf';
import { expectedEvents } from '../__testUtils__/oracle';
import type { PagePosition, WindowedSearch } from '../AuditEventReader';
import type { ReadScope } from '../ReadScope';
import { readPageByTime } from './readPageByTime';
import type { QueryContext } from './runBounded';

jest.setTimeout(180_000);

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 40;
const TO = Date.now();
const FROM = TO - DAYS * DAY_MS;
const EVERYTHING = { kind: 'everything' } as const;
const RETAIL = 'system:default/retail';

const STRAYS = [
  '5f0c1f52-3a80-4d3c-9a55-6f7f4f1d2b11',
  uuidAt(FROM + 7 * DAY_MS + 2 * HOUR_MS),
  'ffffffff-ffff-4fff-bfff-ffffffffffff',
];

/** Every hour an ordinary event; some of which there are few, in no order. */
const EVENTS: readonly NewAuditEvent[] = [
  ...Array.from({ length: DAYS * 24 }, (_, hour) =>
    at(FROM + hour * HOUR_MS + 60_000, {}),
  ),
  // More hours than are looked through at once
  ...Array.from({ length: 30 }, (_, index) =>
    at(FROM + (index + 1) * 31 * HOUR_MS, {
      outcome: 'failed',
      projects: [{ ref: index % 3 ? RETAIL : 'system:default/billing' }],
      actor: { type: 'user', ref: `user:default/p${index % 4}` },
    }),
  ),
  ...[3, 12, 25].map(day =>
    at(TO - day * DAY_MS, { outcome: 'denied', severity: 'critical' }),
  ),
  at(TO - 20 * DAY_MS, {
    actor: { type: 'service', ref: 'plugin:rare' },
    request: { address: '192.0.2.77' },
  }),
  ...STRAYS.map((operationId, index) =>
    at(FROM + 7 * DAY_MS + index, { operationId }),
  ),
];

function at(time: number, given: Partial<NewAuditEvent>): NewAuditEvent {
  const id = uuidAt(time);
  return auditEvent({ id, operationId: uuidAt(time), ...given });
}

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('a page by time on %s', id => {
  let context: QueryContext;
  let statements = 0;

  beforeAll(async () => {
    const knex: Knex = await databases.init(id);
    const ledger = await testLedger(knex);
    for (let start = 0; start < EVENTS.length; start += 500) {
      await ledger.sink.append(EVENTS.slice(start, start + 500));
    }
    context = { knex, dialect: dialectOf(knex) };
    knex.on('query', () => {
      statements += 1;
    });
  });

  afterAll(stopTestLedgers);

  const search = (given: Partial<WindowedSearch>): WindowedSearch => ({
    include: {},
    exclude: {},
    order: 'newest',
    from: FROM,
    to: TO,
    ...given,
  });

  async function page(
    given: Partial<WindowedSearch>,
    scope: ReadScope = EVERYTHING,
    limit = 50,
  ) {
    statements = 0;
    const { items, next, scannedUntil } = await readPageByTime(
      context,
      { search: search(given), scope, limit },
      60_000,
    );
    expect(scannedUntil).toBeUndefined();
    return { ids: idsOf(items), next, statements };
  }

  const expected = (
    given: Partial<WindowedSearch>,
    scope: ReadScope = EVERYTHING,
  ) => idsOf(expectedEvents(EVENTS, search(given), scope));

  it.each([
    ['an outcome', { outcome: ['denied'] }],
    ['a severity', { severity: ['critical'] }],
    ['a kind of actor', { actorType: ['service'] }],
    ['a pair', { severity: ['critical'], outcome: ['denied', 'failed'] }],
  ] as const)('finds %s that is rare where it is', async (_, include) => {
    for (const order of ['newest', 'oldest'] as const) {
      const found = await page({ include, order });
      expect(found.ids).toEqual(expected({ include, order }));
      expect(found.ids.length).toBeGreaterThan(0);
      expect(found.next).toBeUndefined();
      // The first day, the counts, and the hours.
      expect(found.statements).toBe(3);
    }
  });

  it('knows what there is not without looking for it', async () => {
    for (const include of [
      { outcome: ['unfinished'] },
      { action: ['nothing.at-all'] },
      { category: ['Catalog'], actorType: ['anonymous'] },
    ] as const) {
      const found = await page({ include });
      expect(found.ids).toEqual([]);
      expect(found.statements).toBe(2);
    }
  });

  it('goes from hour to hour, there and back, by any size', async () => {
    for (const order of ['newest', 'oldest'] as const) {
      const given = { include: { outcome: ['failed'] as const }, order };
      for (const limit of [1, 7, 100]) {
        const found: string[] = [];
        let position: PagePosition | undefined;
        let last: PagePosition | undefined;
        do {
          const read = await readPageByTime(
            context,
            {
              search: search(given),
              scope: EVERYTHING,
              limit,
              position: position?.by === 'time' ? position : undefined,
            },
            60_000,
          );
          found.push(...idsOf(read.items));
          last = read.previous;
          position = read.next;
        } while (position);
        expect(found).toEqual(expected(given));
        expect(last === undefined).toBe(limit === 100);
      }
    }
  });

  it('finds what the counts tell in part only', async () => {
    for (const given of [
      {
        include: { outcome: ['failed'] },
        exclude: { actor: ['user:default/p1', 'user:default/p2'] },
      },
      { include: { outcome: ['failed'], address: ['10.0.0.7'] } },
      { include: { outcome: ['denied'] }, exclude: { project: [RETAIL] } },
      { include: { outcome: ['denied'], actor: ['plugin:rare'] } },
    ] as const) {
      expect((await page(given)).ids).toEqual(expected(given));
    }
  });

  it('shows a reader of a project nothing that only the counts know of', async () => {
    const include = { outcome: ['failed'] } as const;
    for (const projects of [[RETAIL], ['system:default/billing'], ['x:none']]) {
      const scope: ReadScope = { kind: 'matching', criteria: { projects } };
      const found = await page({ include }, scope);
      expect(found.ids).toEqual(expected({ include }, scope));
      expect(found.next).toBeUndefined();
    }
  });

  it.each([
    ['an actor', { actor: ['plugin:rare'] }],
    ['an address', { address: ['192.0.2.77', '192.0.2.78'] }],
    [
      'an operation that tells its time',
      { operation: [EVENTS[5].operationId] },
    ],
    ['operations that do not', { operation: STRAYS }],
    [
      'operations of both kinds',
      {
        operation: [STRAYS[0].toUpperCase(), EVENTS[900].operationId],
      },
    ],
    ['no operation', { operation: [uuidAt(FROM + DAY_MS)] }],
  ] as const)('finds %s, wherever it is', async (_, include) => {
    const lowered =
      'operation' in include
        ? { operation: include.operation.map(it => it.toLowerCase()) }
        : include;
    const asked = id === 'SQLITE_3' ? lowered : include;
    const found = await page({ include: asked });
    expect(found.ids).toEqual(expected({ include: lowered }));
    expect(found.statements === 1 || id === 'SQLITE_3').toBe(true);
  });

  it('finds events by words that are rare, common, and never together', async () => {
    for (const q of [
      'plugin rare',
      'jane shop',
      'jane rare',
      'jane zeppelin',
    ]) {
      for (const order of ['newest', 'oldest'] as const) {
        const found = await page({ q, order }, EVERYTHING, 2_000);
        expect(found.ids).toEqual(expected({ q, order }));
        const few = await page({ q, order }, EVERYTHING, 20);
        expect(few.ids).toEqual(expected({ q, order }).slice(0, 20));
      }
    }
  });
});
