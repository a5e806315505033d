// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { attachedTo, begun, event } from './__testUtils__/attaching';
import { AttachableSink } from './AttachableSink';
import { StartingEvents } from './StartingEvents';

describe('AttachableSink', () => {
  const logger = mockServices.logger.mock();
  const opened: AttachableSink[] = [];
  let directory: string;

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-attachable-'));
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(sink => sink.close()));
    await rm(directory, { recursive: true });
  });

  /** In the process of the audit log plugin. */
  const create = () => {
    const starting = StartingEvents.fromConfig(
      new ConfigReader({ auditLog: { journal: { directory } } }),
      { logger },
    );
    const sink = AttachableSink.create({ starting });
    opened.push(sink);
    return sink;
  };

  it('hands on what was appended before and after, in order', async () => {
    const sink = create();
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
    const sink = create();
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

  it('can be attached once', async () => {
    const sink = create();
    await sink.attach(attachedTo(async () => {}));
    await expect(sink.attach(attachedTo(async () => {}))).rejects.toThrow(
      'A sink is attached to the audit log service already',
    );
  });

  it('tells observers what begins once they are there', async () => {
    const sink = create();
    const begin = jest.fn(async () => {});
    const operation = begun('o');
    await sink.begin(operation);
    await sink.attach({ ...attachedTo(async () => {}), observer: { begin } });
    await sink.begin(operation);
    expect(begin.mock.calls).toEqual([[operation]]);
  });

  it('ends where it began what has begun before, and tells what is attached of the rest', async () => {
    const sink = create();
    const begin = jest.fn(async () => {});
    const end = jest.fn(async () => {});
    const waited: NewAuditEvent[] = [];
    const [before, over, after] = ['before', 'over', 'after'].map(begun);
    await sink.begin(before);
    await sink.begin(over);
    const endingOver = event('medium', { operationId: 'over' });
    await sink.end(endingOver);
    await sink.attach({
      ...attachedTo(async () => {}),
      begin,
      end,
      resume: waiting => {
        const hand = async () => {
          const next = await waiting.next({ entries: 10, bytes: 1_000_000 });
          waited.push(...next.map(({ content }) => JSON.parse(content)));
          await waiting.done();
        };
        void hand();
        return hand;
      },
    });
    await sink.begin(after);
    const endingAfter = event('medium', { operationId: 'after' });
    await sink.end(endingAfter);
    const endingBefore = event('medium', { operationId: 'before' });
    await sink.end(endingBefore);
    while (waited.length < 2) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(waited).toEqual([endingOver, endingBefore]);
    expect(begin.mock.calls).toEqual([[after]]);
    expect(end.mock.calls).toEqual([[endingAfter]]);
  });

  it('keeps nothing where nothing is attached and no journal is meant to be', async () => {
    const sink = AttachableSink.create();
    await expect(sink.append([event()])).rejects.toThrow(
      'Nothing is attached that keeps events',
    );
  });

  it('refuses what is refused by what is attached', async () => {
    const sink = create();
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
    const sink = create();
    const ended = jest.fn();
    sink.observe({ ended });
    sink.observe({});
    const one = event();
    sink.ended(one);
    expect(ended.mock.calls).toEqual([[one]]);
  });

  it('commits nothing that nobody has committed', async () => {
    const sink = create();
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
    const sink = create();
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
