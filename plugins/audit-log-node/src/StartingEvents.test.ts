// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ServiceUnavailableError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { attachedTo, begun, event } from './__testUtils__/attaching';
import { AttachableSink } from './AttachableSink';
import { StartingEvents } from './StartingEvents';

describe('StartingEvents', () => {
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

  /** In the process of the audit log plugin, with these settings below `auditLog`. */
  const create = (settings: { journal?: object } & JsonObject = {}) => {
    const journal = { directory, ...settings.journal };
    const starting = StartingEvents.fromConfig(
      new ConfigReader({ auditLog: { ...settings, journal } }),
      { logger },
    );
    const sink = AttachableSink.create({ starting });
    opened.push(sink);
    return sink;
  };

  it('loses the least severe, oldest first, when there is no room, and says how many', async () => {
    const sink = create({ journal: { maxSize: 1_048_576 } });
    const meta = { text: 'x'.repeat(4_000) };
    const low = Array.from({ length: 400 }, () => event('low', { meta }));
    const high = Array.from({ length: 50 }, () => event('high', { meta }));
    for (const each of [...low, ...high]) {
      await sink.append([each]);
    }
    const taken: NewAuditEvent[] = [];
    await sink.attach(
      attachedTo(async appended => {
        taken.push(...appended);
      }),
    );
    const lost = taken.filter(({ event: name }) => name === 'events-lost');
    const kept = taken.filter(({ event: name }) => name !== 'events-lost');
    const count = lost.reduce((sum, each) => sum + Number(each.meta.count), 0);
    expect(count).toBeGreaterThan(0);
    expect(count + kept.length).toBe(450);
    expect(kept).toEqual([
      ...low.slice(low.length - (kept.length - 50)),
      ...high,
    ]);
  });

  it('keeps them in memory where nothing can be written, and says so once', async () => {
    await writeFile(join(directory, '_starting'), 'a file, not a directory');
    const sink = create();
    const events = [event(), event(), event('low')];
    await sink.append(events.slice(0, 2));
    await sink.append(events.slice(2));
    await sink.begin(begun('o'));
    const taken: NewAuditEvent[] = [];
    await sink.attach(
      attachedTo(async appended => {
        taken.push(...appended);
      }),
    );
    expect(taken).toEqual(events);
    expect(logger.error.mock.calls).toMatchObject([
      [expect.stringContaining('wait in memory'), expect.anything()],
    ]);
  });

  it('leaves what nobody has taken, without secrets, to the next process, and nothing else', async () => {
    const first = create();
    const [secret, plain] = [
      event('low', { meta: { password: 'hunter2' } }),
      event(),
    ];
    await first.append([secret]);
    await first.append([plain]);
    opened.splice(0);
    await first.close();
    const next = create();
    const own = event();
    await next.append([own]);
    const taken: NewAuditEvent[] = [];
    await next.attach(
      attachedTo(async appended => {
        taken.push(...appended);
      }),
    );
    expect(taken).toEqual([
      {
        ...secret,
        meta: { password: '[redacted]' },
        redacted: ['/meta/password'],
      },
      plain,
      own,
    ]);
    opened.splice(0);
    await next.close();
    expect(await readdir(join(directory, '_starting'))).toEqual([]);
  });

  it('makes no file where there is no event', async () => {
    const sink = create();
    await sink.attach(attachedTo(async () => {}));
    await sink.append([event()]);
    expect(await readdir(directory)).toEqual([]);
  });

  it('keeps what was not taken, and hands it on with what comes', async () => {
    const sink = create();
    const [one, other] = [event(), event()];
    await sink.append([one]);
    const taken: NewAuditEvent[] = [];
    let isAway = true;
    const attached = attachedTo(async appended => {
      if (isAway) {
        throw new Error('away');
      }
      taken.push(...appended);
    });
    await expect(sink.attach(attached)).rejects.toThrow('away');
    isAway = false;
    await sink.append([other]);
    while (taken.length < 2) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(taken).toEqual([one, other]);
  });

  it('gives the next process what had begun and not ended, once', async () => {
    const first = create();
    await first.begin(begun('open'));
    await first.begin(begun('over'));
    const ending = event('medium', { operationId: 'over' });
    await first.end(ending);
    opened.splice(0);
    // As good as dead: it has given up what it had, and says no more.
    await first.close();
    const taken: NewAuditEvent[] = [];
    const next = create();
    await next.attach(
      attachedTo(async appended => {
        taken.push(...appended);
      }),
    );
    expect(taken).toHaveLength(2);
    expect(taken).toMatchObject([
      { operationId: 'over' },
      { operationId: 'open' },
    ]);
  });

  it('refuses what could not be recorded, where that is asked for, and records how many', async () => {
    const path = join(directory, '_starting');
    await writeFile(path, 'a file, not a directory');
    const sink = create({ onStorageFailure: 'refuse' });
    const grave = { ...begun('grave'), severity: 'high' as const };
    const unfinished = async () => event('high', { operationId: 'grave' });
    const refused = sink.begin({ ...grave, unfinished });
    await expect(refused).rejects.toThrow(ServiceUnavailableError);
    await sink.begin(begun('light'));
    const taken: NewAuditEvent[] = [];
    await sink.attach(
      attachedTo(async appended => {
        taken.push(...appended);
      }),
    );
    expect(taken).toMatchObject([
      { action: 'audit-log.operations-refused', meta: { count: 1 } },
    ]);
  });

  it('refuses what a full journal has no room for, and nothing once it is emptied', async () => {
    const sink = create({
      onStorageFailure: 'refuse',
      journal: { maxSize: 1_048_576 },
    });
    const meta = { text: 'x'.repeat(10_000) };
    for (let count = 0; count < 200; count++) {
      await sink.append([event('medium', { meta })]);
    }
    const grave = { ...begun('grave'), severity: 'high' as const };
    await expect(sink.begin(grave)).rejects.toThrow(ServiceUnavailableError);
    let taken = 0;
    await sink.attach(
      attachedTo(async appended => {
        taken += appended.length;
      }),
    );
    expect(taken).toBeGreaterThan(50);
    await expect(sink.begin(grave)).resolves.toBeUndefined();
  });

  it('loses nothing of what it refuses, with many operations under way whose ends are larger than their begins', async () => {
    const sink = create({
      onStorageFailure: 'refuse',
      journal: { maxSize: 1_048_576 },
    });
    const high = (id: string, characters: number) =>
      event('high', {
        operationId: id,
        meta: { text: 'x'.repeat(characters) },
      });
    const open: string[] = [];
    const ended: string[] = [];
    const end = async () => {
      const done = high(open.shift()!, 3_000);
      await sink.end(done);
      ended.push(done.id);
    };
    let refused = 0;
    for (let count = 0; count < 1_000; count++) {
      const id = `operation-${count}`;
      const unfinished = async () => high(id, 400);
      try {
        await sink.begin({ ...begun(id), severity: 'high', unfinished });
        open.push(id);
      } catch {
        refused += 1;
      }
      if (open.length > 20) {
        await end();
      }
    }
    while (open.length > 0) {
      await end();
    }
    const taken: NewAuditEvent[] = [];
    await sink.attach(
      attachedTo(async appended => {
        taken.push(...appended);
      }),
    );
    expect(refused).toBeGreaterThan(0);
    const [told, others] = [true, false].map(isTold =>
      taken.filter(({ plugin }) => (plugin === 'audit-log') === isTold),
    );
    expect(told).toMatchObject([
      { action: 'audit-log.operations-refused', meta: { count: refused } },
    ]);
    expect(others.map(({ id }) => id)).toEqual(ended);
  });

  it('refuses nothing where that is not asked for', async () => {
    await writeFile(join(directory, '_starting'), 'a file, not a directory');
    const sink = create();
    const grave = { ...begun('grave'), severity: 'critical' as const };
    await expect(sink.begin(grave)).resolves.toBeUndefined();
  });
});
