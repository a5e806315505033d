// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { eraseFromEvent, leafHash } from 'backstage-plugin-audit-log-verify';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import type { SealedEvent } from '../../query/AuditEventReader';
import { randomEvents } from '../../query/__testUtils__/randomEvents';
import { seededRandom } from '../../query/__testUtils__/seededRandom';
import { HOSTILE_EVENTS } from './__testUtils__/hostileEvents';
import {
  inBatches,
  sealedEvents,
  unsealedEvents,
} from './__testUtils__/sealedEvents';
import { DuckDbEventFiles } from './DuckDbEventFiles';
import { hashFile } from './hashFile';

const { signal } = new AbortController();

describe('DuckDbEventFiles', () => {
  let directory: string;
  let files: DuckDbEventFiles;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "audit-log-it's-"));
    files = DuckDbEventFiles.create({ directory, memory: '256MB' });
  });

  afterEach(async () => {
    await files.close();
    await rm(directory, { recursive: true });
  });

  const pathOf = (name = 'events.parquet') => join(directory, name);

  async function write(events: readonly SealedEvent[], name?: string) {
    return files.write(pathOf(name), inBatches(events), signal);
  }

  async function read(
    range: { from?: number; to?: number } = {},
    name?: string,
  ): Promise<SealedEvent[]> {
    const events: SealedEvent[] = [];
    for await (const batch of files.read(pathOf(name), { ...range, signal })) {
      events.push(...batch);
    }
    return events;
  }

  const leafOf = ({ event, seal }: SealedEvent) =>
    seal && leafHash(event, seal).toString('hex');

  /** What is not the same, also of what is there and undefined: it is not there. */
  function differences(
    found: readonly SealedEvent[],
    expected: readonly SealedEvent[],
  ) {
    return Array.from(
      { length: Math.max(found.length, expected.length) },
      (_, index) => ({ found: found[index], expected: expected[index] }),
    ).filter(
      pair =>
        !isDeepStrictEqual(
          { seal: undefined, ...pair.found },
          { seal: undefined, ...pair.expected },
        ) || leafOf(pair.found) !== leafOf(pair.expected),
    );
  }

  it.each(Object.entries(HOSTILE_EVENTS))(
    'gives back %s as it was',
    async (_, given) => {
      const events = sealedEvents([auditEvent(given)]);
      await write(events);
      expect(differences(await read(), events)).toEqual([]);
    },
  );

  it('gives back any events as they were, sealed or not', async () => {
    const random = seededRandom(7);
    const events = randomEvents(random, 1_500);
    const sealed = sealedEvents(events);
    await write(sealed);
    expect(differences(await read(), sealed)).toEqual([]);
    const unsealed = unsealedEvents(events);
    await write(unsealed, 'unsealed.parquet');
    expect(differences(await read({}, 'unsealed.parquet'), unsealed)).toEqual(
      [],
    );
  });

  it('gives back what was erased as erased', async () => {
    const operation = uuidAt();
    const events = sealedEvents(
      ['user:default/jane', 'jane@example.com', 'x'].map(ref =>
        auditEvent({ targets: [{ ref }], meta: { mail: ref } }),
      ),
    ).map(({ event, seal }) => {
      const erased = eraseFromEvent(
        event,
        seal!,
        text => /jane/i.test(text),
        operation,
      );
      return erased ?? { event, seal };
    });
    expect(events[0].event.erased).toContain('/actor');
    await write(events);
    expect(differences(await read(), events)).toEqual([]);
  });

  it('keeps what no database can hold, when it is given that', async () => {
    const events = [
      { plugin: 'a\0b', actor: { type: 'user', title: '\ud83d' } },
      { targets: [{ ref: 'x', title: '\udc00' }], labels: ['\0'] },
      { durationMs: 1.5, error: { name: 'x', message: '\ud800\ud800' } },
      { request: { path: '\\u0000' }, meta: { a: '\0' } },
    ].map((given, sequence) => ({
      event: { ...auditEvent(given as {}), sequence },
    }));
    await write(events);
    expect(differences(await read(), events)).toEqual([]);
  });

  it('says what is in a file, and gives parts of it', async () => {
    const events = sealedEvents(randomEvents(seededRandom(3), 5_000), 10);
    const kept = events.filter(
      ({ event }) => event.sequence! < 3_000 || event.sequence! >= 3_100,
    );
    const content = await write(kept);
    const times = kept.map(({ event }) => Date.parse(event.occurredAt));
    expect(content).toEqual({
      events: 4_900,
      ...(await hashFile(pathOf())),
      occurredFrom: Math.min(...times),
      occurredTo: Math.max(...times),
      sequences: [
        [10, 3_000],
        [3_100, 5_010],
      ],
    });
    expect(
      differences(
        await read({ from: 2_900, to: 3_150 }),
        kept.filter(
          ({ event }) => event.sequence! >= 2_900 && event.sequence! < 3_150,
        ),
      ),
    ).toEqual([]);
    expect(await read({ from: 5_010 })).toEqual([]);
    expect(await read({ from: 10, to: 10 })).toEqual([]);
    expect(await readdir(directory)).toEqual(
      expect.arrayContaining(['events.parquet']),
    );
  });

  it('makes one file of many parts, in order, whatever the size of events', async () => {
    const large = sealedEvents(
      Array.from({ length: 300 }, (_, index) =>
        auditEvent({ meta: { text: `${index}`.repeat(20_000) } }),
      ),
    );
    const small = sealedEvents(randomEvents(seededRandom(4), 300), 300);
    const events = [...large, ...small];
    expect((await write(events)).events).toBe(600);
    expect(differences(await read(), events)).toEqual([]);
  });

  it('writes one file from another', async () => {
    const events = sealedEvents(randomEvents(seededRandom(8), 20_000));
    await write(events);
    const { sha256 } = await hashFile(pathOf());
    const copy = await files.write(
      pathOf('copy.parquet'),
      files.read(pathOf(), { signal }),
      signal,
    );
    expect(copy).toMatchObject({ sha256, events: 20_000 });
    expect(differences(await read({}, 'copy.parquet'), events)).toEqual([]);
  });

  it('leaves nothing where there is nothing, or where that is not in order', async () => {
    const [first, second] = sealedEvents([auditEvent(), auditEvent()]);
    const { sequence, ...unordered } = first.event;
    await expect(write([])).rejects.toThrow('no events');
    await expect(write([second, first])).rejects.toThrow(
      /sequence 0 comes after sequence 1/,
    );
    await expect(write([first, first])).rejects.toThrow('each once');
    await expect(write([{ event: unordered }])).rejects.toThrow('each once');
    await expect(
      files.write(
        pathOf(),
        (async function* failing() {
          yield [first];
          throw new Error('the database is away');
        })(),
        signal,
      ),
    ).rejects.toThrow('the database is away');
    await expect(readdir(directory)).resolves.not.toContain('events.parquet');
  });

  it('stops when it is told to, and can go on', async () => {
    const stop = new AbortController();
    const events = sealedEvents(randomEvents(seededRandom(5), 200));
    const endless = async function* generate() {
      for (let round = 0; ; round++) {
        yield events.map(({ event, seal }) => ({
          event: { ...event, sequence: event.sequence! + round * 200 },
          seal,
        }));
        await sleep(1);
      }
    };
    const writing = files.write(pathOf(), endless(), stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 500);
    await expect(writing).rejects.toThrow('enough');
    await expect(readdir(directory)).resolves.not.toContain('events.parquet');
    await write(events);
    expect(differences(await read(), events)).toEqual([]);
  });

  // Whatever has been reached of opening the database, connecting, and asking.
  const MOMENTS = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 300];

  it.each(MOMENTS)(
    'ends what is under way when it is closed, and leaves nothing: after %d ms',
    async moment => {
      const events = sealedEvents(randomEvents(seededRandom(6), 3_000));
      await write(events);
      const asking = files.query(
        [pathOf()],
        {
          text: 'SELECT count(*) FROM events a, events b, events c, events d WHERE a.sequence + b.sequence = c.sequence * d.sequence',
          bindings: [],
        },
        signal,
      );
      const closing = sleep(moment).then(() => files.close());
      await expect(asking).rejects.toThrow();
      await closing;
      expect(await readdir(directory)).toEqual(['events.parquet']);
      await expect(write(events, 'other.parquet')).rejects.toThrow('closed');
    },
  );

  it('lets go when whoever reads has enough', async () => {
    await write(sealedEvents(randomEvents(seededRandom(7), 3_000)));
    for (let round = 0; round < 5; round++) {
      for await (const batch of files.read(pathOf(), { signal })) {
        expect(batch.length).toBeGreaterThan(0);
        break;
      }
    }
    const stop = new AbortController();
    const reading = files.read(pathOf(), { signal: stop.signal });
    const iterator = reading[Symbol.asyncIterator]();
    await iterator.next();
    stop.abort(new Error('enough'));
    await expect(
      (async () => {
        while (!(await iterator.next()).done) {
          // On to the end.
        }
      })(),
    ).rejects.toThrow('enough');
  });
});
