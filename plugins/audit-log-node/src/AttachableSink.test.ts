// SPDX-License-Identifier: Apache-2.0
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import { AttachableSink } from './AttachableSink';
import type {
  AttachedAuditLog,
  OpenOperation,
} from './auditEventSinkServiceRef';
import type { AuditEventSink } from './AuditEventSink';

function event(
  severity: Severity = 'medium',
  given: Partial<NewAuditEvent> = {},
): NewAuditEvent {
  const now = new Date().toISOString();
  return {
    id: uuidv7(),
    operationId: uuidv7(),
    occurredAt: now,
    recordedAt: now,
    plugin: 'toy',
    event: 'thing',
    action: 'toy.thing',
    category: 'other',
    severity,
    outcome: 'succeeded',
    actor: { type: 'anonymous' },
    targets: [],
    projects: [],
    meta: {},
    ...given,
  };
}

function begun(operationId: string): OpenOperation {
  return {
    operationId,
    plugin: 'toy',
    event: 'thing',
    action: 'toy.thing',
    severity: 'medium',
    targets: [],
    meta: {},
    unfinished: async () => event('medium', { operationId }),
  };
}

function attachedTo(append: AuditEventSink['append']): AttachedAuditLog {
  return { sink: { append }, durable: { append } };
}

describe('AttachableSink', () => {
  it('hands on what was appended before and after, in order', async () => {
    const sink = AttachableSink.create();
    const events = [event('low'), event('critical'), event(), event('low')];
    await sink.append(events.slice(0, 2));
    await sink.append(events.slice(2, 3));
    const taken: NewAuditEvent[] = [];
    const attached = sink.attach(
      attachedTo(async appended => {
        taken.push(...appended);
      }),
    );
    await sink.append(events.slice(3));
    await attached;
    expect(taken).toEqual(events);
  });

  it('tells what a plugin and its modules declare, before and after, together', async () => {
    const sink = AttachableSink.create();
    const type = (action: string, title: string) => ({
      action,
      title,
      description: '',
    });
    const declare = jest.fn();
    sink.declare('toy', [type('a', 'A'), type('b', 'B')]);
    sink.declare('other', [type('a', 'A')]);
    sink.declare('toy', [type('c', 'C')]);
    await sink.attach({ ...attachedTo(async () => {}), declare });
    expect(declare.mock.calls).toEqual([
      ['toy', [type('a', 'A'), type('b', 'B'), type('c', 'C')]],
      ['other', [type('a', 'A')]],
    ]);
    sink.declare('toy', [type('b', 'Better')]);
    expect(declare).toHaveBeenLastCalledWith('toy', [
      type('a', 'A'),
      type('c', 'C'),
      type('b', 'Better'),
    ]);
  });

  it('loses the least severe, oldest first, when nothing is attached, and says how many', async () => {
    const sink = AttachableSink.create({ events: 3, characters: 1_000_000 });
    const events = [
      event('low'),
      event('high'),
      event('low'),
      event(),
      event(),
    ];
    await sink.append(events);
    const taken: NewAuditEvent[] = [];
    await sink.attach(
      attachedTo(async appended => {
        taken.push(...appended);
      }),
    );
    expect(taken[0]).toMatchObject({
      action: 'audit-log.events-lost',
      meta: { count: 2, bySeverity: { low: 2 } },
    });
    expect(taken.slice(1)).toEqual([events[1], events[3], events[4]]);
  });

  it('keeps no more characters than it may', async () => {
    const { length } = JSON.stringify(event());
    const sink = AttachableSink.create({ events: 100, characters: length * 2 });
    await sink.append([event(), event(), event()]);
    let count = 0;
    await sink.attach(
      attachedTo(async appended => {
        count = appended.length;
      }),
    );
    // Two of them, and the event that tells of the third.
    expect(count).toBe(3);
  });

  it('can be attached once', async () => {
    const sink = AttachableSink.create();
    await sink.attach(attachedTo(async () => {}));
    await expect(sink.attach(attachedTo(async () => {}))).rejects.toThrow(
      'A sink is attached to the audit log service already',
    );
  });

  it('passes on what begins, and answers at once while nothing is attached', async () => {
    const sink = AttachableSink.create();
    const begin = jest.fn(async () => {});
    const operation = begun('o');
    await sink.begin(operation);
    await sink.attach({ ...attachedTo(async () => {}), observer: { begin } });
    await sink.begin(operation);
    expect(begin.mock.calls).toEqual([[operation]]);
  });

  it('tells what is attached what has begun before, and what begins and ends from then on', async () => {
    const sink = AttachableSink.create();
    const begin = jest.fn(async () => {});
    const end = jest.fn(async () => {});
    const append = jest.fn(async () => {});
    const [before, over, after] = ['before', 'over', 'after'].map(begun);
    await sink.begin(before);
    await sink.begin(over);
    await sink.end(event('medium', { operationId: 'over' }));
    await sink.attach({ ...attachedTo(append), begin, end });
    await sink.begin(after);
    const ending = event('medium', { operationId: 'before' });
    await sink.end(ending);
    expect(begin.mock.calls).toEqual([[before], [after]]);
    expect(end.mock.calls).toEqual([[ending]]);
    expect(append.mock.calls).toMatchObject([[[{ operationId: 'over' }]]]);
  });

  it('refuses what is refused by what is attached', async () => {
    const sink = AttachableSink.create();
    const refused = new Error('refused');
    await sink.attach({
      ...attachedTo(async () => {}),
      begin: async () => {
        throw refused;
      },
    });
    await expect(sink.begin(begun('o'))).rejects.toBe(refused);
  });

  it('tells its observers how an operation ended', () => {
    const sink = AttachableSink.create();
    const ended = jest.fn();
    sink.observe({ ended });
    sink.observe({});
    const one = event();
    sink.ended(one);
    expect(ended.mock.calls).toEqual([[one]]);
  });

  it('commits nothing that nobody has committed', async () => {
    const sink = AttachableSink.create();
    await expect(sink.durable.append([event()])).rejects.toThrow(
      'The audit log has not started yet',
    );
    const taken: NewAuditEvent[] = [];
    const one = event();
    await sink.attach({
      sink: { append: async () => {} },
      durable: {
        append: async events => {
          taken.push(...events);
        },
      },
    });
    await sink.durable.append([one]);
    expect(taken).toEqual([one]);
  });

  it('passes on what plugins tell of their events, whenever they do', async () => {
    const sink = AttachableSink.create();
    const type = { action: 'play', title: 'Played', description: 'It played.' };
    sink.declare('toy', [type]);
    const declare = jest.fn();
    await sink.attach({ ...attachedTo(async () => {}), declare });
    sink.declare('game', [type]);
    expect(declare.mock.calls).toEqual([
      ['toy', [type]],
      ['game', [type]],
    ]);
  });
});
