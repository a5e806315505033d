// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID as uuid } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { eventually } from '../__testUtils__/eventually';
import { UnstorableEventsError } from '../ledger/UnstorableEventsError';
import { newEvent } from './__testUtils__/newEvent';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { JournalingSink, type JournalingSinkOptions } from './JournalingSink';
import { StandInSink } from './StandInSink';

const TIMES = { firstRetryMs: 1, longestRetryMs: 4, appendTimeoutMs: 50 };
const POISON = 'poison';

const numbered = (count: number, fields: Partial<NewAuditEvent> = {}) =>
  Array.from({ length: count }, (_, number) =>
    newEvent({ meta: { number }, ...fields }),
  );

const severe = (severity: NewAuditEvent['severity'], count: number) =>
  numbered(count, { severity });

describe.each(['in a journal', 'in memory'])('events that wait %s', where => {
  const logger = mockServices.logger.mock();
  const isInJournal = where === 'in a journal';
  let directory: string;
  let sinks: JournalingSink[];

  beforeEach(async () => {
    jest.clearAllMocks();
    sinks = [];
    directory = join(
      await mkdtemp(join(tmpdir(), 'audit-log-capture-')),
      'journal',
    );
    if (!isInJournal) {
      await writeFile(directory, 'no directory');
    }
  });

  afterEach(async () => {
    await Promise.all(sinks.map(sink => sink.close(0)));
    await rm(join(directory, '..'), { recursive: true });
  });

  const create = (options: Partial<JournalingSinkOptions> = {}) => {
    const next = new RecordingSink();
    const queue = JournalingSink.create({
      settings: {
        directory,
        isDefault: false,
        maxSize: 10_000_000,
        flush: 'group',
      },
      // As in the pipeline.
      next: StandInSink.create({ next, logger }),
      logger,
      times: TIMES,
      ...options,
    });
    sinks.push(queue);
    return { next, queue };
  };

  it('takes events at once and hands them on in order, in batches', async () => {
    const { next, queue } = create();
    const events = numbered(1_234);
    await Promise.all(events.map(event => queue.append([event])));
    await queue.flush();
    expect(next.events).toEqual(events);
    expect(next.batches.length).toBeLessThan(100);
    expect(
      Math.max(...next.batches.map(({ length }) => length)),
    ).toBeLessThanOrEqual(2_000);
  });

  it('takes its time in a journal, and none in memory', async () => {
    const { next, queue } = create({ times: { ...TIMES, gatherMs: 600_000 } });
    const events = numbered(3);
    for (const [index, event] of events.entries()) {
      await queue.append([event]);
      await (isInJournal
        ? sleep(20)
        : eventually(
            async () => next.events.length,
            stored => stored === index + 1,
          ));
    }
    expect(next.events).toHaveLength(isInJournal ? 0 : 3);
    await queue.flush();
    expect(next.events).toEqual(events);
    expect(next.batches).toHaveLength(isInJournal ? 1 : 3);
  });

  it('does not take longer than it may', async () => {
    const { next, queue } = create({ times: { ...TIMES, gatherMs: 30 } });
    const events = numbered(3);
    await queue.append(events);
    await eventually(
      async () => next.events.length,
      stored => stored === 3,
    );
    expect(next.events).toEqual(events);
  });

  it('takes no time when there is enough, or somebody waits', async () => {
    const { next, queue } = create({ times: { ...TIMES, gatherMs: 600_000 } });
    const events = numbered(700);
    await Promise.all(events.slice(0, 600).map(event => queue.append([event])));
    await eventually(
      async () => next.events.length,
      stored => stored === 600,
    );
    await Promise.all(events.slice(600).map(event => queue.append([event])));
    await queue.flush();
    expect(next.events).toEqual(events);
  });

  it.each(Array.from({ length: 20 }, (_, steps) => steps))(
    'leaves nothing behind that arrives %i steps after it stored the rest',
    async steps => {
      const { queue } = create({ next: { append: arriveLater } });
      const stored: NewAuditEvent[] = [];
      const [first, second] = numbered(2);
      let later: Promise<void> | undefined;
      async function arriveLater(batch: readonly NewAuditEvent[]) {
        stored.push(...batch);
        if (batch.includes(first)) {
          later = Array.from({ length: steps })
            .reduce<Promise<void>>(
              step => step.then(() => {}),
              Promise.resolve(),
            )
            .then(() => queue.append([second]));
        }
      }
      await queue.append([first]);
      await queue.flush();
      await later;
      await queue.flush();
      expect(stored).toEqual([first, second]);
    },
  );

  it('tries again until the store is back, in order and none twice, and warns once', async () => {
    const { next, queue } = create();
    let failures = 12;
    next.refuse = () => {
      if (failures-- > 0) {
        throw new Error('The store is down');
      }
    };
    const events = numbered(20);
    await queue.append(events);
    await queue.flush();
    expect(next.events).toEqual(events);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledWith(
      'Audit events are being stored again',
    );
  });

  it('tries again when the store does not answer', async () => {
    const stored = new RecordingSink();
    let attempts = 0;
    const { queue } = create({
      next: {
        append: events =>
          attempts++ === 0 ? new Promise(() => {}) : stored.append(events),
      },
    });
    const events = numbered(3);
    await queue.append(events);
    await queue.flush();
    expect(stored.events).toEqual(events);
  });

  it.each([
    [
      'says which',
      (
        poisoned: NewAuditEvent,
        batch: readonly NewAuditEvent[],
        next: RecordingSink,
      ) => {
        next.batches.push(batch.filter(event => event !== poisoned));
        throw new UnstorableEventsError([
          { event: poisoned, cause: new Error('bad bytes') },
        ]);
      },
    ],
    [
      'does not say which',
      () => {
        throw new Error('bad bytes');
      },
    ],
  ])(
    'stores a stand-in for an event that the store never takes, if it %s',
    async (_, refuse) => {
      const { next, queue } = create();
      next.refuse = batch => {
        const poisoned = batch.find(({ meta }) => meta[POISON]);
        if (poisoned) {
          refuse(poisoned, batch, next);
        }
      };
      const events = numbered(30);
      events[17] = newEvent({ meta: { [POISON]: true }, action: 'a\u0000b' });
      await queue.append(events);
      await queue.flush();
      expect(next.events).toHaveLength(30);
      expect(new Set(next.events.map(({ id }) => id))).toEqual(
        new Set(events.map(({ id }) => id)),
      );
      expect(next.events.find(({ id }) => id === events[17].id)).toMatchObject({
        action: 'a\ufffdb',
        actor: events[17].actor,
        occurredAt: events[17].occurredAt,
        meta: { unstorable: 'Error: bad bytes' },
        labels: ['unstorable-details'],
      });
    },
  );

  it('blames no event for a store that comes and goes', async () => {
    const [victim, neighbour] = numbered(2);
    const stored = new Set<string>();
    let isUp = false;
    let visits = 0;
    let cuts = 0;
    const visit = ([{ id }]: readonly NewAuditEvent[]) => {
      visits += 1;
      if (id === neighbour.id && !stored.has(id)) {
        isUp = true;
      } else if (id === victim.id && stored.has(neighbour.id)) {
        // Away just when this one comes; it is back for good after that.
        isUp = ++cuts > 1;
      }
      if (!isUp) {
        throw new Error('Connection terminated unexpectedly');
      }
    };
    const { next, queue } = create({
      known: async events => {
        visit(events);
        return stored;
      },
    });
    next.refuse = batch => {
      visit(batch);
      batch.forEach(({ id }) => stored.add(id));
    };
    await queue.append([victim]);
    await eventually(
      async () => visits,
      tries => tries >= 20,
    );
    await queue.append([neighbour]);
    await queue.flush();
    expect(cuts).toBeGreaterThan(1);
    // What it was tried with may come once more: the ledger knows ids.
    expect(next.events.slice(0, 2)).toEqual([neighbour, victim]);
    expect(next.events.slice(2)).not.toContain(victim);
  });

  it('loses the least severe when there is no room, and records how many', async () => {
    const { next, queue } = create({
      limits: { events: 10, characters: 1_000_000 },
      settings: {
        directory,
        isDefault: false,
        maxSize: 20_000,
        flush: 'group',
      },
    });
    let isDown = true;
    next.refuse = () => {
      if (isDown) {
        throw new Error('The store is down');
      }
    };
    const [low, high] = [severe('low', 40), severe('high', 8)];
    for (const event of [...low, ...high]) {
      await queue.append([event]);
    }
    expect(queue.waiting.lost).toBeGreaterThan(0);
    isDown = false;
    await queue.flush();
    const stored = new Set(next.events.map(({ id }) => id));
    expect(high.filter(({ id }) => !stored.has(id))).toEqual([]);
    const left = low.filter(({ id }) => stored.has(id)).length;
    const losses = next.events.filter(
      ({ action }) => action === 'audit-log.events-lost',
    );
    expect(losses[0]).toMatchObject({ severity: 'critical' });
    const counts = losses.map(({ meta }) => meta.bySeverity as { low: number });
    expect(counts.reduce((sum, each) => sum + each.low, 0) + left).toBe(40);
    expect(queue.waiting.lost).toBe(40 - left);
  });

  it('are handed on as far as there is time when it is closed', async () => {
    const { next, queue } = create();
    const events = numbered(1_000);
    await queue.append(events);
    await queue.close(60_000);
    expect(next.events).toEqual(events);
    expect(isInJournal ? await readdir(directory) : []).toEqual([]);
  });

  it('are on record after the next start when they come after the close', async () => {
    const { next, queue } = create();
    const operation = newEvent({ operationId: uuid() });
    queue.operations.begins(operation.operationId);
    await queue.operations.keep({ ...operation, outcome: 'unfinished' });
    const [before, ...after] = numbered(3);
    await queue.append([before]);
    await queue.close(60_000);
    await queue.append(after);
    await queue.operations.end(operation, () => queue.append([operation]));
    expect(next.events).toEqual([before]);
    // As when its process ends.
    await queue.close(0);
    const later = create();
    await later.queue.start();
    await later.queue.flush();
    expect(later.next.events).toEqual(isInJournal ? [...after, operation] : []);
  });

  it('do not hold up the close for ever, and are not lost if that can be avoided', async () => {
    const { next, queue } = create();
    next.refuse = () => {
      throw new Error('The store is down');
    };
    const events = numbered(3);
    await queue.append(events);
    await queue.close(20);
    const later = create();
    await later.queue.start();
    await later.queue.flush();
    expect(later.next.events).toEqual(isInJournal ? events : []);
    const complaints = logger.error.mock.calls.map(([message]) => message);
    expect(complaints.at(-1)).toBe(
      isInJournal
        ? undefined
        : `3 audit events of the plugin audit-log are lost: they could neither be handed on nor written to ${directory}`,
    );
  });
});
