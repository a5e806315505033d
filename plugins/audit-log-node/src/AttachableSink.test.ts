// SPDX-License-Identifier: Apache-2.0
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import { AttachableSink } from './AttachableSink';

function event(severity: Severity = 'medium'): NewAuditEvent {
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
  };
}

describe('AttachableSink', () => {
  it('hands on what was appended before and after, in order', async () => {
    const sink = AttachableSink.create();
    const events = [event('low'), event('critical'), event(), event('low')];
    await sink.append(events.slice(0, 2));
    await sink.append(events.slice(2, 3));
    const taken: NewAuditEvent[] = [];
    const attached = sink.attach({
      append: async appended => {
        taken.push(...appended);
      },
    });
    await sink.append(events.slice(3));
    await attached;
    expect(taken).toEqual(events);
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
    await sink.attach({
      append: async appended => {
        taken.push(...appended);
      },
    });
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
    await sink.attach({
      append: async appended => {
        count = appended.length;
      },
    });
    // Two of them, and the event that tells of the third.
    expect(count).toBe(3);
  });

  it('can be attached once', async () => {
    const sink = AttachableSink.create();
    await sink.attach({ append: async () => {} });
    await expect(sink.attach({ append: async () => {} })).rejects.toThrow(
      'A sink is attached to the audit log service already',
    );
  });

  it('passes on what begins, and answers at once while nothing is attached', async () => {
    const sink = AttachableSink.create();
    const begin = jest.fn(async () => {});
    const operation = {
      operationId: 'o',
      plugin: 'toy',
      event: 'thing',
      action: 'toy.thing',
      targets: [],
    };
    await sink.begin(operation);
    await sink.attach({ append: async () => {} }, { begin });
    await sink.begin(operation);
    expect(begin.mock.calls).toEqual([[operation]]);
  });
});
