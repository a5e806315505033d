// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { UnstorableEventsError } from '../ledger/UnstorableEventsError';
import { newEvent } from './__testUtils__/newEvent';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { QueueingSink, type QueueingSinkOptions } from './QueueingSink';
import { StandInSink } from './StandInSink';

const TIMES = { firstRetryMs: 1, longestRetryMs: 4, appendTimeoutMs: 50 };
const POISON = 'poison';

const numbered = (count: number, fields: Partial<NewAuditEvent> = {}) =>
  Array.from({ length: count }, (_, number) =>
    newEvent({ meta: { number }, ...fields }),
  );

function create(options: Partial<QueueingSinkOptions> = {}) {
  const next = new RecordingSink();
  const logger = mockServices.logger.mock();
  const queue = QueueingSink.create({
    // As in the pipeline.
    next: StandInSink.create({ next, logger }),
    logger,
    times: TIMES,
    ...options,
  });
  return { next, logger, queue };
}

describe('QueueingSink', () => {
  it('takes events at once and hands them on in order, in batches', async () => {
    const { next, queue } = create();
    const events = numbered(1_234);
    for (const event of events) {
      await queue.append([event]);
    }
    await queue.flush();
    expect(next.events).toEqual(events);
    expect(next.batches.length).toBeLessThan(100);
    expect(
      Math.max(...next.batches.map(({ length }) => length)),
    ).toBeLessThanOrEqual(500);
  });

  it.each(Array.from({ length: 20 }, (_, steps) => steps))(
    'leaves nothing behind that arrives %i steps after it stored the rest',
    async steps => {
      const { queue } = create({ next: { append: arriveLater } });
      const stored: NewAuditEvent[] = [];
      const [first, second] = numbered(2);
      async function arriveLater(batch: readonly NewAuditEvent[]) {
        stored.push(...batch);
        if (batch.includes(first)) {
          void Array.from({ length: steps })
            .reduce<Promise<void>>(
              step => step.then(() => {}),
              Promise.resolve(),
            )
            .then(() => queue.append([second]));
        }
      }
      await queue.append([first]);
      await queue.flush();
      await new Promise(resolve => setImmediate(resolve));
      await queue.flush();
      expect(stored).toEqual([first, second]);
    },
  );

  it('tries again until the store is back, in order and none twice, and warns once', async () => {
    const { next, logger, queue } = create();
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

  it('loses the least severe when memory is full, and records how many', async () => {
    const { next, queue } = create({
      limits: { events: 10, characters: 1_000_000 },
    });
    let isDown = true;
    next.refuse = () => {
      if (isDown) {
        throw new Error('The store is down');
      }
    };
    const high = numbered(6, { severity: 'high' });
    await queue.append(numbered(8, { severity: 'low' }));
    await queue.append(high);
    isDown = false;
    await queue.flush();
    expect(next.events.filter(({ severity }) => severity === 'high')).toEqual(
      high,
    );
    expect(
      next.events.filter(({ severity }) => severity === 'low'),
    ).toHaveLength(4);
    expect(next.events.at(-1)).toMatchObject({
      action: 'audit-log.events-lost',
      severity: 'critical',
      meta: { count: 4, bySeverity: { low: 4 } },
    });
  });

  it('hands on what is left when it is closed', async () => {
    const { next, queue } = create();
    const events = numbered(1_000);
    await queue.append(events);
    await queue.close(1_000);
    expect(next.events).toEqual(events);
    await expect(queue.append(numbered(1))).rejects.toThrow(
      'The audit log has stopped',
    );
  });

  it('does not wait for ever when it is closed, and says what is lost', async () => {
    const { next, logger, queue } = create();
    next.refuse = () => {
      throw new Error('The store is down');
    };
    await queue.append(numbered(3));
    await queue.close(20);
    expect(logger.error).toHaveBeenCalledWith(
      '3 audit events were lost at shutdown: the store did not take them within 20 ms',
    );
  });
});
