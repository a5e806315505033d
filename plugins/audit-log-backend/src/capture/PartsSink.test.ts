// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { newEvent } from './__testUtils__/newEvent';
import { PartsSink } from './PartsSink';

const numbered = (count: number) =>
  Array.from({ length: count }, (_, number) => newEvent({ meta: { number } }));

const numbersOf = (events: readonly NewAuditEvent[]) =>
  events.map(({ meta }) => meta.number);

/** Takes each batch once it is told to. */
class HeldSink implements AuditEventSink {
  readonly batches: (readonly NewAuditEvent[])[] = [];
  readonly #held: {
    readonly take: () => void;
    readonly refuse: (error: Error) => void;
  }[] = [];

  append(events: readonly NewAuditEvent[]): Promise<void> {
    this.batches.push(events);
    return new Promise((take, refuse) => this.#held.push({ take, refuse }));
  }

  async take(batch: number): Promise<void> {
    this.#held[batch].take();
    await nextTurn();
  }

  async refuse(batch: number, message: string): Promise<void> {
    this.#held[batch].refuse(new Error(message));
    await nextTurn();
  }
}

describe('PartsSink', () => {
  const create = (prepare = (next: AuditEventSink) => next) => {
    const next = new HeldSink();
    return { next, sink: PartsSink.create({ prepare, next }) };
  };

  it('prepares a part while those before are stored, and hands on no more than a few', async () => {
    const { next, sink } = create();
    const events = numbered(2_600);
    let isStored = false;
    const appended = sink.append(events).then(() => {
      isStored = true;
    });
    await nextTurn();
    expect(next.batches.map(({ length }) => length)).toEqual([500, 500, 500]);
    await next.take(1);
    await next.take(0);
    expect(next.batches).toHaveLength(5);
    await next.take(2);
    expect(next.batches.map(({ length }) => length).slice(3)).toEqual([
      500, 500, 100,
    ]);
    await next.take(5);
    await next.take(3);
    expect(isStored).toBe(false);
    await next.take(4);
    await appended;
    expect(next.batches.flat()).toEqual(events);
  });

  it('hands on in order, though what is before it takes longer with some than with others', async () => {
    let parts = 0;
    const { next, sink } = create(inner => ({
      append: async events => {
        // The first takes the longest.
        for (let turn = parts++; turn < 6; turn++) {
          await nextTurn();
        }
        await inner.append(events);
      },
    }));
    const events = numbered(1_500);
    const appended = sink.append(events);
    while (next.batches.length < 3) {
      await nextTurn();
    }
    expect(numbersOf(next.batches.flat())).toEqual(numbersOf(events));
    await Promise.all([0, 1, 2].map(batch => next.take(batch)));
    await appended;
  });

  it('hands on nothing behind a part that failed, and rejects when those before are at their end', async () => {
    const { next, sink } = create();
    let failure: unknown;
    const appended = sink.append(numbered(3_000)).catch((error: unknown) => {
      failure = error;
    });
    await nextTurn();
    await next.refuse(1, 'away');
    expect(next.batches).toHaveLength(3);
    await next.take(0);
    expect(failure).toBeUndefined();
    await next.take(2);
    await appended;
    expect(failure).toEqual(new Error('away'));
    expect(next.batches).toHaveLength(3);
  });

  it('rejects when a part does not get to the next sink', async () => {
    const { next, sink } = create(() => ({
      append: async () => {
        throw new Error('lost on the way');
      },
    }));
    await expect(sink.append(numbered(2_000))).rejects.toThrow(
      'lost on the way',
    );
    await expect(sink.append(numbered(1))).rejects.toThrow('lost on the way');
    expect(next.batches).toEqual([]);
  });
});
