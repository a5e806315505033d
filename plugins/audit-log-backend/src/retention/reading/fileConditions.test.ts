// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { sequenceBatches } from '../../database/operations/sequenceBatches';
import { storedKey } from '../../database/storedText';
import type {
  AuditEventReader,
  WindowedSearch,
} from '../../query/AuditEventReader';
import type { ReadScope, ScopeCriteria } from '../../query/ReadScope';
import {
  closeTestArchives,
  testArchive,
  type TestArchive,
} from './__testUtils__/testArchive';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const TIME = Date.parse('2026-02-10T00:00:00Z');
const LONG = `system:default/${'long'.repeat(200)}`;
const OTHER_LONG = `system:default/${'long'.repeat(200)}s`;
/** Its kept beginning ends within a pair of surrogates. */
const SPLIT = `system:default/${'x'.repeat(384)}🦄${'y'.repeat(300)}`;
const HOSTILE = [
  `'`,
  `''`,
  `"`,
  '%',
  '_',
  '\\',
  '?',
  '$1',
  ';',
  `') OR TRUE --`,
  `x' UNION SELECT sequence, id, occurred_at FROM events --`,
  '🦄',
  'שלום',
  'NULL',
  'a\nb',
  '{}',
  '[]',
  '',
  ' ',
];
const LONG_ONES = [LONG, OTHER_LONG, SPLIT];

/** Each value in an event of its own, in every place that a filter looks at; first live, then in a file. */
describe('Conditions on files', () => {
  const values = [...HOSTILE, ...LONG_ONES];
  const events: NewAuditEvent[] = [
    ...values.map((value, index) =>
      auditEvent({
        id: uuidAt(TIME + index),
        plugin: value,
        event: value,
        action: value,
        category: value,
        actor: { type: 'user', ref: value },
        targets: [{ ref: 'x:main' }, { ref: value }],
        projects: [{ ref: value }, { ref: 'system:default/second' }],
        request: { address: value },
        meta: { value },
      }),
    ),
    auditEvent({
      id: uuidAt(TIME + 1_000),
      actor: { type: 'anonymous' },
      targets: [],
      projects: [],
      request: undefined,
    }),
    // What the database keeps of a long one, as a reference of its own.
    auditEvent({
      id: uuidAt(TIME + 2_000),
      actor: { type: 'user', ref: storedKey(LONG) },
      projects: [{ ref: storedKey(LONG) }],
    }),
  ];
  let archive: TestArchive;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    const ledger = await testLedger(knex);
    await ledger.sink.append(events);
    await sequenceBatches(knex, dialectOf(knex));
    archive = await testArchive(knex);
  });

  afterAll(async () => {
    await closeTestArchives();
    await stopTestLedgers();
  });

  const searches: Partial<WindowedSearch>[] = [
    ...[...values, ...LONG_ONES.map(storedKey), 'absent'].flatMap(value =>
      (
        [
          'plugin',
          'event',
          'action',
          'category',
          'actor',
          'target',
          'project',
          'address',
        ] as const
      ).flatMap(name => [
        { include: { [name]: [value] } },
        { exclude: { [name]: [value, 'other'] } },
      ]),
    ),
    { include: { target: ['x:main', LONG] } },
    { include: { actorType: ['user'] }, exclude: { actor: [LONG, '%'] } },
    { include: { severity: ['medium'], outcome: ['succeeded', 'denied'] } },
    { exclude: { operation: [events[0].operationId] } },
    { q: 'unic' },
    { q: 'UNION select' },
    { q: 'שלו' },
    { q: '🦄' },
    { q: 'absent' },
    { q: 'long' },
  ];
  const criteria: ScopeCriteria[] = [
    ...[...values, ...LONG_ONES.map(storedKey)].flatMap(value => [
      { projects: [value] },
      { actors: [value] },
      { not: { projects: [value] } },
    ]),
    { projects: [] },
    { actors: [] },
    { anyOf: [] },
    { allOf: [] },
    { not: { anyOf: [] } },
    { not: { allOf: [] } },
    {
      allOf: [{ projects: ['system:default/second'] }, { actors: ['%', LONG] }],
    },
    { anyOf: [{ projects: [LONG] }, { not: { actors: values } }] },
  ];

  /** What is found by each search and in each scope. */
  async function found(reader: AuditEventReader) {
    const read = async (search: Partial<WindowedSearch>, scope: ReadScope) =>
      (
        await reader.readPage({
          search: {
            include: {},
            exclude: {},
            order: 'oldest',
            from: TIME,
            to: TIME + 10_000,
            ...search,
          },
          scope,
          limit: 100,
          budgetMs: 60_000,
        })
      ).items.map(({ id }) => id);
    const results: (readonly string[])[] = [];
    for (const search of searches) {
      results.push(await read(search, { kind: 'everything' }));
    }
    for (const one of criteria) {
      results.push(await read({}, { kind: 'matching', criteria: one }));
    }
    return results;
  }

  it('find exactly what conditions on the database find, whatever the values are', async () => {
    const live = await found(archive.live);
    await archive.writeMonths(await archive.events());
    expect((await archive.events()).length).toBe(0);
    const archived = await found(archive.reader());
    const asked = [...searches, ...criteria];
    expect(archived.map((ids, at) => [asked[at], ids])).toEqual(
      live.map((ids, at) => [asked[at], ids]),
    );
    // Else it would have shown little.
    const sizes = live.map(ids => ids.length);
    expect(sizes.filter(size => size === 0).length).toBeGreaterThan(5);
    expect(sizes.filter(size => size === 1).length).toBeGreaterThan(100);
  });
});
