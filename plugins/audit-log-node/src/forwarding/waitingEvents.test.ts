// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { startProcess } from '../__testUtils__/startProcess';
import { readJournalSettings } from '../journal/readJournalSettings';
import { emittedEvents } from './__testUtils__/emittedEvent';
import { ForwardingOfTest } from './__testUtils__/ForwardingOfTest';
import { idsOf } from './__testUtils__/idsOf';
import { ACCEPT } from './__testUtils__/startReceiver';

const PROGRAM = join(__dirname, '__testUtils__/emittingProcess.ts');

describe('Forwarder', () => {
  let t: ForwardingOfTest;

  beforeEach(async () => {
    t = await ForwardingOfTest.create();
  });

  afterEach(() => t.close());

  it('loses nothing that its process was told is kept when that is killed', async () => {
    const emitting = startProcess(PROGRAM, {
      directory: t.directory,
      url: 'http://localhost:1',
    });
    await emitting.written(500);
    await emitting.kill();
    const { connect } = t.start();
    connect();
    const kept = new Set(emitting.lines);
    await t.receiver.until(() => {
      const taken = new Set(idsOf(t.receiver.taken()));
      return [...kept].every(id => taken.has(id));
    });
    expect(idsOf(t.receiver.taken())).toHaveLength(
      new Set(idsOf(t.receiver.taken())).size,
    );
  }, 180_000);

  it('sends again what was under way when the process was killed', async () => {
    const emitting = startProcess(PROGRAM, {
      directory: t.directory,
      url: t.receiver.url,
    });
    // Taken, but the process never hears of it.
    let killed: Promise<void> | undefined;
    t.receiver.answerWith(request => {
      killed ??= emitting.kill();
      return ACCEPT(request);
    });
    await t.receiver.until(() => t.receiver.requests.length > 0);
    await killed;
    const underWay = idsOf(t.receiver.taken());
    const { connect } = t.start();
    connect();
    await t.receiver.until(() => {
      const sent = new Set(
        t.receiver.requests.slice(1).flatMap(({ body }) => idsOf(body)),
      );
      return [...underWay, ...emitting.lines].every(id => sent.has(id));
    });
    expect(underWay.length).toBeGreaterThan(0);
  }, 180_000);

  it('keeps events in memory where nothing can be written, and says so', async () => {
    await writeFile(join(t.directory, 'toy'), 'a file, not a directory');
    const { forwarder, connect } = t.start();
    const events = emittedEvents(1_500);
    await forwarder.sink.append(events.slice(0, 10));
    await forwarder.sink.append(events.slice(10));
    connect();
    await t.receiver.until(() => t.receiver.taken().length === events.length);
    expect(idsOf(t.receiver.taken())).toEqual(idsOf(events));
    expect(t.logger.error).toHaveBeenCalledTimes(1);
    expect(t.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Set auditLog.journal.directory'),
      expect.objectContaining({ message: expect.stringContaining('EEXIST') }),
    );
  });

  it('writes nowhere where somebody else could, when nobody has named a directory', async () => {
    const workingDirectory = join(t.directory, 'everybody');
    const config = { backend: { workingDirectory } };
    const { directory: own } = readJournalSettings(new ConfigReader(config));
    await mkdir(own, { recursive: true });
    await chmod(own, 0o777);
    const forwarder = t.startWith(new ConfigReader(config));
    await forwarder.sink.append(emittedEvents(1));
    expect(t.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('wait in memory'),
      expect.objectContaining({
        message: expect.stringContaining('others can write to it'),
      }),
    );
    expect(await readdir(own)).toEqual([]);
  });

  it.each([0, -1, 1.5, 1_000])('takes no journal of %d bytes', maxSize => {
    expect(() => t.start({ journal: { maxSize } })).toThrow(
      'auditLog.journal.maxSize is',
    );
  });

  it('loses the least severe when there is no room, and has that recorded', async () => {
    const { forwarder, connect } = t.start({ journal: { maxSize: 1_048_576 } });
    const meta = { text: 'x'.repeat(2_000) };
    const critical = emittedEvents(50, { severity: 'critical', meta });
    for (const event of critical) {
      await forwarder.sink.append([
        event,
        ...emittedEvents(20, { severity: 'low', meta }),
      ]);
    }
    connect();
    const lostOf = (events: readonly any[]) =>
      events.filter(({ event }) => event === 'events-lost');
    const countOf = (events: readonly any[]) =>
      lostOf(events).reduce((sum, lost) => sum + lost.meta.count, 0);
    // However long that takes.
    await t.receiver.until(() => {
      const sent = t.receiver.taken();
      return countOf(sent) + sent.length - lostOf(sent).length >= 50 * 21;
    });
    await t.end(forwarder);
    const taken = t.receiver.taken();
    const losses = lostOf(taken);
    const ids = idsOf(taken);
    expect(idsOf(critical).filter(id => !ids.includes(id))).toEqual([]);
    expect(losses[0]).toMatchObject({
      plugin: 'toy',
      action: 'toy.events-lost',
      severity: 'critical',
      outcome: 'failed',
    });
    expect(countOf(taken) + taken.length - losses.length).toBe(50 * 21);
  });
});
