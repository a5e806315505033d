// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { searchText } from '../../database/searchText';
import { randomEvents } from '../../query/__testUtils__/randomEvents';
import { seededRandom } from '../../query/__testUtils__/seededRandom';
import { inBatches, sealedEvents } from './__testUtils__/sealedEvents';
import { DuckDbEventFiles } from './DuckDbEventFiles';
import { eventFromRecord } from './eventFromRecord';
import type { QueryBinding } from './EventFiles';
import { RECORD_JSON, recordOfJson } from './recordJson';

const { signal } = new AbortController();
const EVENTS = sealedEvents(randomEvents(seededRandom(11), 2_000));

describe('Queries over files', () => {
  let directory: string;
  let files: DuckDbEventFiles;
  let paths: string[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-'));
    files = DuckDbEventFiles.create({ directory, memory: '256MB' });
    paths = await Promise.all(
      [EVENTS.slice(0, 700), EVENTS.slice(700)].map(async (events, index) => {
        const path = join(directory, `year=2026, ${index}.parquet`);
        await files.write(path, inBatches(events), signal);
        return path;
      }),
    );
  });

  afterAll(async () => {
    await files.close();
    await rm(directory, { recursive: true });
  });

  const query = (
    text: string,
    bindings: readonly QueryBinding[] = [],
    from = paths,
    until: AbortSignal = signal,
  ) => files.query<any>(from, { text, bindings }, until);

  it('have the rows of all files, and nothing of where they lie', async () => {
    const rows = await query('SELECT * FROM events ORDER BY sequence');
    expect(rows.map(({ sequence }) => sequence)).toEqual(
      EVENTS.map((_, index) => index),
    );
    expect(rows[0]).not.toHaveProperty('year');
    const { event } = EVENTS[5];
    expect(rows[5]).toMatchObject({
      id: event.id,
      occurred_at: Date.parse(event.occurredAt),
      recorded_at: Date.parse(event.recordedAt),
      duration_ms: event.durationMs,
      search_text: searchText(event),
      targets:
        event.targets.length > 0 ? event.targets.map(({ ref }) => ref) : null,
    });
  });

  it('give whole events as they were', async () => {
    const [{ record }] = await query(
      `SELECT ${RECORD_JSON} AS record FROM events WHERE id = ?`,
      [EVENTS[900].event.id],
    );
    expect(eventFromRecord(recordOfJson(record))).toStrictEqual(EVENTS[900]);
    expect(() => recordOfJson('[1,2]')).toThrow('Not a row');
  });

  it('take values of all kinds, none of which is read as SQL', async () => {
    const given: QueryBinding[] = [
      `'; DROP VIEW events; --`,
      2 ** 53 - 1,
      -1.5,
      true,
      null,
      new Date('1969-12-31T23:59:59.999Z'),
      [`a'b`, '', '🦄'],
      [],
    ];
    const names = given.map((_, index) => `v${index}`);
    const [row] = await query(
      `SELECT ${names.map(name => `? AS ${name}`).join()} FROM events LIMIT 1`,
      given,
    );
    expect(names.map(name => row[name])).toEqual(
      given.map(value => (value instanceof Date ? value.getTime() : value)),
    );
  });

  it('compare times, counts and lists as they are', async () => {
    const middle = new Date(EVENTS[1000].event.occurredAt);
    const target = 'api:default/orders_v1';
    const [row] = await query(
      `SELECT count(*) AS n, sum(duration_ms) AS total FROM events
       WHERE occurred_at >= ? AND list_contains(targets, ?)`,
      [middle, target],
    );
    const found = EVENTS.filter(
      ({ event }) =>
        event.occurredAt >= middle.toISOString() &&
        event.targets.some(({ ref }) => ref === target),
    );
    expect(row).toEqual({
      n: found.length,
      total: found.reduce((sum, { event }) => sum + event.durationMs!, 0),
    });
    expect(found.length).toBeGreaterThan(20);
  });

  it('are of no file as easily as of one', async () => {
    expect(await query('SELECT * FROM events', [], [])).toEqual([]);
    await expect(
      query('SELECT 1 FROM events', [], [join(directory, 'none.parquet')]),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('say what is wrong with them, and do not blame the files', async () => {
    await expect(query('SELECT nothing FROM events')).rejects.toThrow(
      /Binder Error/,
    );
    await expect(query('SELEC')).rejects.toThrow(/Parser Error/);
    expect(await query('SELECT count(*) AS n FROM events')).toEqual([
      { n: 2_000 },
    ]);
  });

  it.each([
    `SELECT * FROM read_text('/etc/hostname')`,
    `SELECT * FROM read_csv('/proc/self/environ')`,
    `COPY (SELECT 1) TO '/tmp/audit-log-written.csv'`,
    `ATTACH '/tmp/audit-log-attached.db'`,
    `SET memory_limit = '10GB'`,
    `SET enable_external_access = true`,
    `INSTALL httpfs`,
  ])('reach nothing else: %s', async text => {
    await expect(query(text)).rejects.toThrow();
  });

  it('end when they are told to', async () => {
    const stop = new AbortController();
    // It would take for ever.
    const asking = query(
      'SELECT count(*) FROM events a, events b, events c, events d WHERE a.sequence + b.sequence + c.sequence = d.sequence * 3.5',
      [],
      paths,
      stop.signal,
    );
    setTimeout(() => stop.abort(new Error('late')), 200);
    await expect(asking).rejects.toThrow('late');
    await expect(
      query('SELECT 1 FROM events', [], paths, stop.signal),
    ).rejects.toThrow('late');
    expect(await query('SELECT count(*) AS n FROM events')).toEqual([
      { n: 2_000 },
    ]);
  });

  it('do not wait for a file that is being written', async () => {
    const events = sealedEvents(
      Array.from({ length: 100 }, () => auditEvent()),
    );
    const stop = new AbortController();
    let batches = 0;
    const endless = async function* generate() {
      while (true) {
        const before = batches++ * events.length;
        yield events.map(({ event, seal }) => ({
          event: { ...event, sequence: event.sequence! + before },
          seal,
        }));
        await new Promise(setImmediate);
      }
    };
    const writing = files.write(join(directory, 'x'), endless(), stop.signal);
    writing.catch(() => {});
    for (let round = 0; round < 10; round++) {
      const before = batches;
      expect(await query('SELECT count(*) AS n FROM events')).toEqual([
        { n: 2_000 },
      ]);
      expect(batches).toBeGreaterThanOrEqual(before);
    }
    stop.abort(new Error('enough'));
    await expect(writing).rejects.toThrow('enough');
  });

  it('give everybody a turn', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        query('SELECT count(*) AS n FROM events WHERE sequence < ?', [n]),
      ),
    );
    expect(all.map(([{ n }]) => n)).toEqual(all.map((_, n) => n));
  });
});
