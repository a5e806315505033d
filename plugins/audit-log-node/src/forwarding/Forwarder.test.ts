// SPDX-License-Identifier: Apache-2.0
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { startProcess } from '../__testUtils__/startProcess';
import { emittedEvent } from './__testUtils__/emittedEvent';
import { ACCEPT, startReceiver } from './__testUtils__/startReceiver';
import { Forwarder } from './Forwarder';
import { readJournalSettings } from '../journal/readJournalSettings';

type Receiver = Awaited<ReturnType<typeof startReceiver>>;

const TYPE = {
  action: 'thing.make',
  title: 'Made',
  description: 'It is there',
};
const OTHER = 'http://other.example';

describe('Forwarder', () => {
  const logger = mockServices.logger.mock();
  let directory: string;
  let receiver: Receiver;
  const running: Forwarder[] = [];

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-forwarding-'));
    receiver = await startReceiver();
  });

  afterEach(async () => {
    await receiver.close();
    await Promise.all(running.splice(0).map(each => each.close()));
    await rm(directory, { recursive: true, force: true });
  });

  const start = (options: { maxSize?: number; own?: string } = {}) => {
    const { maxSize, own = OTHER } = options;
    const forwarder = Forwarder.fromConfig(
      new ConfigReader({ auditLog: { journal: { directory, maxSize } } }),
      { logger },
    );
    running.push(forwarder);
    const connect = (plugin = 'toy', url = receiver.url) =>
      forwarder.connect(plugin, {
        auth: mockServices.auth({ pluginId: plugin }),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async id => (id === 'audit-log' ? url : own),
        }),
      });
    return { forwarder, connect };
  };

  const close = async (forwarder: Forwarder) => {
    running.splice(running.indexOf(forwarder), 1);
    await forwarder.close();
  };

  const many = (count: number, given = {}) =>
    Array.from({ length: count }, () => emittedEvent(given));

  const idsOf = (events: readonly { id: string }[]) =>
    events.map(({ id }) => id);

  /** Not how often, nor in which order. */
  const distinct = (ids: readonly string[]) => [...new Set(ids)].sort();

  it('sends what each plugin has as that plugin, in order', async () => {
    const { forwarder, connect } = start();
    const [toys, games] = [many(3), many(2, { plugin: 'game' })];
    await forwarder.sink.append([toys[0], games[0], toys[1]]);
    connect('toy');
    connect('game');
    await forwarder.sink.append([games[1], toys[2]]);
    await receiver.until(() => receiver.taken().length === 5);
    for (const [plugin, events] of [
      ['toy', toys],
      ['game', games],
    ] as const) {
      const requests = receiver.requests.filter(({ authorization }) =>
        authorization?.includes(`"plugin:${plugin}"`),
      );
      expect(requests.flatMap(({ body }) => idsOf(body))).toEqual(
        idsOf(events),
      );
      expect(
        requests.every(
          ({ path, authorization }) =>
            path === '/v1/events' &&
            authorization?.includes('"target":"audit-log"'),
        ),
      ).toBe(true);
    }
  });

  it('sends all there is to say of an event, but no secret', async () => {
    const { forwarder, connect } = start();
    connect();
    const event = emittedEvent({
      durationMs: 3,
      targets: [{ ref: 'component:default/site', title: 'Site' }],
      projects: [{ ref: 'system:default/retail' }],
      request: { method: 'POST', path: '/x', address: '::1' },
      error: { name: 'Error', message: 'Broken' },
      changes: [{ path: '/state', before: 'draft', after: null }],
      labels: ['monthly'],
      truncated: ['/meta/long'],
      meta: { password: 'hunter2', reason: 'due' },
    });
    await forwarder.sink.append([event]);
    await receiver.until(() => receiver.requests.length === 1);
    const { recordedAt: _, ...sent } = event;
    expect(receiver.taken()).toEqual([
      {
        ...sent,
        meta: { password: '[redacted]', reason: 'due' },
        redacted: ['/meta/password'],
      },
    ]);
  });

  it('sends what no name can hold without it, and no more than fits', async () => {
    const { forwarder, connect } = start();
    connect();
    await forwarder.sink.append([
      emittedEvent({
        action: `toy.${'long\u0000'.repeat(200)}`,
        event: 'long\u0000'.repeat(200),
        actor: { type: 'user', ref: 'user:a\nb', via: 'plugin:\ud800' },
        targets: [{ ref: 'x:\u0007' }, { ref: '' }],
        error: { name: '', message: 'Broken' },
        meta: { large: 'x'.repeat(6_000_000) },
      }),
    ]);
    await receiver.until(() => receiver.requests.length === 1);
    const [sent] = receiver.taken();
    expect(sent).toMatchObject({
      actor: { ref: 'user:a\u{fffd}b', via: 'plugin:\u{fffd}' },
      targets: [{ ref: 'x:\u{fffd}' }],
      error: { name: 'Error' },
      meta: {},
      truncated: ['/meta', '/changes'],
    });
    expect(sent.action).toHaveLength(400);
    expect(sent.action.startsWith(`toy.${sent.event}`)).toBe(true);
  });

  it('sends thousands in requests of a thousand', async () => {
    const { forwarder, connect } = start();
    const events = many(4_500);
    await forwarder.sink.append(events);
    connect();
    await receiver.until(() => receiver.taken().length === events.length);
    expect(idsOf(receiver.taken())).toEqual(idsOf(events));
    expect(receiver.requests.map(({ body }) => body.length)).toEqual([
      1_000, 1_000, 1_000, 1_000, 500,
    ]);
  });

  it('keeps what it has while the audit log is away, and sends it in order when it is back', async () => {
    const { port } = receiver;
    await receiver.close();
    const { forwarder, connect } = start();
    connect();
    const events = many(2_000);
    for (let index = 0; index < events.length; index += 100) {
      await forwarder.sink.append(events.slice(index, index + 100));
    }
    while (logger.warn.mock.calls.length === 0) {
      // Until it has tried.
      await new Promise(resolve => setImmediate(resolve));
    }
    receiver = await startReceiver(port);
    await receiver.until(() => receiver.taken().length >= events.length);
    expect(idsOf(receiver.taken())).toEqual(idsOf(events));
    await close(forwarder);
    expect(await readdir(join(directory, 'toy'))).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('wait until it does'),
      { cause: expect.stringContaining('ECONNREFUSED') },
    );
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringContaining('takes the events of the plugin toy again'),
    );
  });

  it.each([
    ['503', { status: 503, headers: { 'retry-after': '1' } }],
    ['429', { status: 429, headers: { 'retry-after': '1' } }],
  ])('comes back after %s when it is told to', async (_, refusal) => {
    const { forwarder, connect } = start();
    connect();
    receiver.answerWith(request =>
      receiver.requests.length === 0 ? refusal : ACCEPT(request),
    );
    const [event] = many(1);
    await forwarder.sink.append([event]);
    await receiver.until(() => receiver.requests.length === 2);
    const [first, second] = receiver.requests;
    expect(second.body).toEqual(first.body);
    expect(second.at - first.at).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['500', { status: 500 }],
    ['no JSON', { status: 200 }],
  ])('tries again after %s', async (_, refusal) => {
    const { forwarder, connect } = start();
    connect();
    receiver.answerWith(request =>
      receiver.requests.length === 0 ? refusal : ACCEPT(request),
    );
    const [event] = many(1);
    await forwarder.sink.append([event]);
    await receiver.until(() => receiver.requests.length === 2);
    expect(receiver.taken()).toHaveLength(2);
    expect(idsOf(receiver.taken())).toEqual([event.id, event.id]);
  });

  it('puts aside what is never taken, and sends the others', async () => {
    const { forwarder, connect } = start();
    const events = many(20);
    const bad = events[7].id;
    receiver.answerWith(request =>
      request.body.some(({ id }: { id: string }) => id === bad)
        ? { status: 400, body: { error: { message: 'Not that one' } } }
        : ACCEPT(request),
    );
    await forwarder.sink.append(events);
    connect();
    await receiver.until(() =>
      receiver.requests.some(
        ({ body }) =>
          body.at(-1)?.id === events[19].id && !idsOf(body).includes(bad),
      ),
    );
    const taken = receiver.requests
      .filter(({ body }) => !idsOf(body).includes(bad))
      .flatMap(({ body }) => idsOf(body));
    expect(taken).toEqual(idsOf(events.filter(({ id }) => id !== bad)));
    await close(forwarder);
    const [name] = await readdir(join(directory, 'toy'));
    const kept = await readFile(join(directory, 'toy', name), 'utf8');
    expect(JSON.parse(kept).id).toBe(bad);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('refuses an event of the plugin toy'),
    );
  });

  it('says what was put into quarantine, and goes on', async () => {
    const { forwarder, connect } = start();
    connect();
    receiver.answerWith(({ body }) => ({
      status: 200,
      body: {
        items: body.map(({ id }: { id: string }) => ({
          id,
          status: 'quarantined',
          reason: 'late',
          message: 'occurredAt: is more than seven days ago',
        })),
      },
    }));
    await forwarder.sink.append(many(2));
    await receiver.until(() => receiver.requests.length === 1);
    await close(forwarder);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/2 events .* quarantine: .*seven days ago/),
    );
    expect(await readdir(join(directory, 'toy'))).toEqual([]);
  });

  it('keeps nothing in a portal without an audit log', async () => {
    const { forwarder, connect } = start({ own: receiver.url });
    receiver.answerWith(() => ({ status: 404 }));
    connect();
    await forwarder.sink.append(many(3));
    await receiver.until(() => receiver.requests.length === 1);
    await close(forwarder);
    expect(receiver.requests).toHaveLength(1);
    expect(await readdir(join(directory, 'toy'))).toEqual([]);
    expect(logger.warn).not.toHaveBeenCalled();
    await expect(forwarder.durable.append(many(1))).rejects.toThrow();
  });

  it('loses nothing that its process was told is kept when that is killed', async () => {
    const emitting = startProcess(
      join(__dirname, '__testUtils__/emittingProcess.ts'),
      { directory, url: 'http://localhost:1' },
    );
    await emitting.written(500);
    await emitting.kill();
    const { connect } = start();
    connect();
    const kept = new Set(emitting.lines);
    await receiver.until(() => {
      const taken = new Set(idsOf(receiver.taken()));
      return [...kept].every(id => taken.has(id));
    });
    expect(idsOf(receiver.taken())).toHaveLength(
      distinct(idsOf(receiver.taken())).length,
    );
  }, 60_000);

  it('sends again what was under way when the process was killed', async () => {
    const emitting = startProcess(
      join(__dirname, '__testUtils__/emittingProcess.ts'),
      { directory, url: receiver.url },
    );
    // Taken, but the process never hears of it.
    let killed: Promise<void> | undefined;
    receiver.answerWith(request => {
      killed ??= emitting.kill();
      return ACCEPT(request);
    });
    await receiver.until(() => receiver.requests.length > 0);
    await killed;
    const underWay = idsOf(receiver.taken());
    const { connect } = start();
    connect();
    const isThere = (id: string) =>
      receiver.requests.slice(1).some(({ body }) => idsOf(body).includes(id));
    await receiver.until(() => [...underWay, ...emitting.lines].every(isThere));
    expect(underWay.length).toBeGreaterThan(0);
  }, 60_000);

  it('leaves to the next process what it could not send', async () => {
    const { forwarder, connect } = start();
    receiver.answerWith(() => ({ status: 500 }));
    connect();
    const events = many(10);
    await forwarder.sink.append(events);
    await receiver.until(() => receiver.requests.length === 1);
    await close(forwarder);
    receiver.answerWith(ACCEPT);
    const before = receiver.requests.length;
    start().connect();
    await receiver.until(() => receiver.requests.length > before);
    expect(idsOf(receiver.requests.at(-1)!.body)).toEqual(idsOf(events));
  });

  it('sends what it has before it closes', async () => {
    const { forwarder, connect } = start();
    connect();
    const events = many(3_000);
    await forwarder.sink.append(events);
    await close(forwarder);
    expect(idsOf(receiver.taken())).toEqual(idsOf(events));
  });

  it('keeps events in memory where nothing can be written, and says so', async () => {
    await writeFile(join(directory, 'toy'), 'a file, not a directory');
    const { forwarder, connect } = start();
    const events = many(1_500);
    await forwarder.sink.append(events.slice(0, 10));
    await forwarder.sink.append(events.slice(10));
    connect();
    await receiver.until(() => receiver.taken().length === events.length);
    expect(idsOf(receiver.taken())).toEqual(idsOf(events));
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Set auditLog.journal.directory'),
      expect.objectContaining({ message: expect.stringContaining('EEXIST') }),
    );
  });

  it('writes nowhere where somebody else could, when nobody has named a directory', async () => {
    const workingDirectory = join(directory, 'everybody');
    const config = { backend: { workingDirectory } };
    const { directory: own } = readJournalSettings(new ConfigReader(config));
    await mkdir(own, { recursive: true });
    await chmod(own, 0o777);
    const forwarder = Forwarder.fromConfig(new ConfigReader(config), {
      logger,
    });
    running.push(forwarder);
    await forwarder.sink.append(many(1));
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('wait in memory'),
      expect.objectContaining({
        message: expect.stringContaining('others can write to it'),
      }),
    );
    expect(await readdir(own)).toEqual([]);
  });

  it.each([0, -1, 1.5, 1_000])('takes no journal of %d bytes', maxSize => {
    expect(() => start({ maxSize })).toThrow('auditLog.journal.maxSize is');
  });

  it('loses the least severe when there is no room, and has that recorded', async () => {
    const { forwarder, connect } = start({ maxSize: 1_048_576 });
    const meta = { text: 'x'.repeat(2_000) };
    const critical = many(50, { severity: 'critical', meta });
    for (const event of critical) {
      await forwarder.sink.append([
        event,
        ...many(20, { severity: 'low', meta }),
      ]);
    }
    connect();
    await close(forwarder);
    const taken = receiver.taken();
    const lost = taken.filter(({ event }) => event === 'events-lost');
    const ids = idsOf(taken);
    expect(idsOf(critical).filter(id => !ids.includes(id))).toEqual([]);
    expect(lost[0]).toMatchObject({
      plugin: 'toy',
      action: 'toy.events-lost',
      severity: 'critical',
      outcome: 'failed',
    });
    const counts = lost.reduce((sum, event) => sum + event.meta.count, 0);
    expect(counts + taken.length - lost.length).toBe(50 * 21);
  });

  describe('durable', () => {
    it('resolves when the audit log has all of it', async () => {
      const { forwarder, connect } = start();
      connect();
      const events = many(2_500);
      await forwarder.durable.append(events);
      expect(idsOf(receiver.taken())).toEqual(idsOf(events));
    });

    it('rejects while it cannot, and keeps nothing by itself', async () => {
      const { forwarder, connect } = start();
      const events = many(2);
      await expect(forwarder.durable.append(events)).rejects.toThrow(
        'The plugin toy does not run yet',
      );
      connect();
      receiver.answerWith(() => ({
        status: 503,
        body: { error: { message: 'Busy' } },
      }));
      await expect(forwarder.durable.append(events)).rejects.toThrow('503');
      receiver.answerWith(() => ({
        status: 400,
        body: { error: { message: 'Not that' } },
      }));
      await expect(forwarder.durable.append(events)).rejects.toThrow(
        'refuses these events',
      );
      receiver.answerWith(ACCEPT);
      await close(forwarder);
      expect(receiver.requests).toHaveLength(2);
      expect(await readdir(directory)).toEqual([]);
    });
  });

  it('tells what a plugin declares, the latest, until it is taken', async () => {
    const { forwarder, connect } = start();
    receiver.answerWith(request =>
      receiver.requests.length < 2 ? { status: 503 } : ACCEPT(request),
    );
    forwarder.declare('toy', [TYPE]);
    connect();
    await receiver.until(() => receiver.requests.length === 1);
    const latest = [TYPE, { ...TYPE, action: 'thing.break' }];
    forwarder.declare('toy', latest);
    await receiver.until(() => receiver.requests.length === 3);
    expect(receiver.requests.at(-1)).toMatchObject({
      method: 'PUT',
      path: '/v1/event-types',
      body: { items: latest },
    });
  });
});
