// SPDX-License-Identifier: Apache-2.0
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { emittedEvent, emittedEvents } from './__testUtils__/emittedEvent';
import { ForwardingOfTest } from './__testUtils__/ForwardingOfTest';
import { idsOf } from './__testUtils__/idsOf';
import { ACCEPT } from './__testUtils__/startReceiver';
import { WaitingEvents } from '../journal/WaitingEvents';

const TYPE = {
  action: 'thing.make',
  title: 'Made',
  description: 'It is there',
};

describe('Forwarder', () => {
  let t: ForwardingOfTest;

  beforeEach(async () => {
    t = await ForwardingOfTest.create();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await t.close();
  });

  it('sends what each plugin has as that plugin, in order', async () => {
    const { forwarder, connect } = t.start();
    const [toys, games] = [
      emittedEvents(3),
      emittedEvents(2, { plugin: 'game' }),
    ];
    await forwarder.sink.append([toys[0], games[0], toys[1]]);
    connect();
    connect({ plugin: 'game' });
    await forwarder.sink.append([games[1], toys[2]]);
    await t.receiver.until(() => t.receiver.taken().length === 5);
    for (const [plugin, events] of [
      ['toy', toys],
      ['game', games],
    ] as const) {
      const requests = t.receiver.requests.filter(({ authorization }) =>
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
    const { forwarder, connect } = t.start();
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
    await t.receiver.until(() => t.receiver.requests.length === 1);
    const { recordedAt: _, ...sent } = event;
    expect(t.receiver.taken()).toEqual([
      {
        ...sent,
        meta: { password: '[redacted]', reason: 'due' },
        redacted: ['/meta/password'],
      },
    ]);
  });

  it('sends what no name can hold without it, and no more than fits', async () => {
    const { forwarder, connect } = t.start();
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
    await t.receiver.until(() => t.receiver.requests.length === 1);
    const [sent] = t.receiver.taken();
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
    const { forwarder, connect } = t.start();
    const events = emittedEvents(4_500);
    await forwarder.sink.append(events);
    connect();
    await t.receiver.until(() => t.receiver.taken().length === events.length);
    expect(idsOf(t.receiver.taken())).toEqual(idsOf(events));
    expect(t.receiver.requests.map(({ body }) => body.length)).toEqual([
      1_000, 1_000, 1_000, 1_000, 500,
    ]);
  });

  it('keeps nothing in a portal without an audit log', async () => {
    const { forwarder, connect } = t.start();
    t.receiver.answerWith(() => ({ status: 404 }));
    connect({ own: t.receiver.url });
    await forwarder.sink.append(emittedEvents(3));
    await t.receiver.until(() => t.receiver.requests.length === 1);
    await t.end(forwarder);
    expect(t.receiver.requests).toHaveLength(1);
    expect(await readdir(join(t.directory, 'toy'))).toEqual([]);
    expect(t.logger.warn).not.toHaveBeenCalled();
    await expect(forwarder.durable.append(emittedEvents(1))).rejects.toThrow();
  });

  it('waits for an audit log that was there, also where its address answers 404', async () => {
    const { forwarder, connect } = t.start();
    connect({ own: t.receiver.url });
    const events = emittedEvents(5);
    await forwarder.sink.append(events.slice(0, 2));
    await t.receiver.until(() => t.receiver.requests.length === 1);
    // A gateway in front of both, during a deployment.
    t.receiver.answerWith(() => ({ status: 404 }));
    await forwarder.sink.append(events.slice(2));
    await t.receiver.until(() => t.receiver.requests.length > 1);
    t.receiver.answerWith(ACCEPT);
    const asked = t.receiver.requests.length;
    await t.receiver.until(() => t.receiver.requests.length > asked);
    expect(t.receiver.requests.at(-1)!.body.map(({ id }: any) => id)).toEqual(
      idsOf(events.slice(2)),
    );
  });

  it('goes on when its journal could not be read', async () => {
    const { forwarder, connect } = t.start();
    jest
      .spyOn(WaitingEvents.prototype, 'next')
      .mockRejectedValueOnce(new Error('EIO: i/o error, read'));
    jest
      .spyOn(WaitingEvents.prototype, 'done')
      .mockRejectedValueOnce(new Error('EIO: i/o error, read'));
    const events = emittedEvents(3);
    await forwarder.sink.append(events);
    connect();
    const isBack = new Promise<void>(resolve => {
      t.logger.info.mockImplementation(() => resolve());
    });
    await isBack;
    expect(t.receiver.requests).toHaveLength(2);
    await t.end(forwarder);
    expect(new Set(idsOf(t.receiver.taken()))).toEqual(new Set(idsOf(events)));
    expect(t.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('wait until it does'),
      { cause: expect.stringContaining('The journal cannot be read') },
    );
    expect(await readdir(join(t.directory, 'toy'))).toEqual([]);
  });

  it('sends what it has before it closes', async () => {
    const { forwarder, connect } = t.start();
    connect();
    const events = emittedEvents(3_000);
    await forwarder.sink.append(events);
    await t.end(forwarder);
    expect(idsOf(t.receiver.taken())).toEqual(idsOf(events));
  });

  describe('durable', () => {
    it('resolves when the audit log has all of it', async () => {
      const { forwarder, connect } = t.start();
      connect();
      const events = emittedEvents(2_500);
      await forwarder.durable.append(events);
      expect(idsOf(t.receiver.taken())).toEqual(idsOf(events));
    });

    it('rejects while it cannot, and keeps nothing by itself', async () => {
      const { forwarder, connect } = t.start();
      const events = emittedEvents(2);
      await expect(forwarder.durable.append(events)).rejects.toThrow(
        'The plugin toy does not run yet',
      );
      connect();
      t.receiver.answerWith(() => ({
        status: 503,
        body: { error: { message: 'Busy' } },
      }));
      await expect(forwarder.durable.append(events)).rejects.toThrow('503');
      t.receiver.answerWith(() => ({
        status: 400,
        body: { error: { message: 'Not that' } },
      }));
      await expect(forwarder.durable.append(events)).rejects.toThrow(
        'refuses these events',
      );
      t.receiver.answerWith(ACCEPT);
      await t.end(forwarder);
      expect(t.receiver.requests).toHaveLength(2);
      expect(await readdir(t.directory)).toEqual([]);
    });
  });

  it('tells what a plugin declares, the latest, until it is taken', async () => {
    const { forwarder, connect } = t.start();
    t.receiver.answerWith(request =>
      t.receiver.requests.length < 2 ? { status: 503 } : ACCEPT(request),
    );
    forwarder.declare('toy', [TYPE]);
    connect();
    await t.receiver.until(() => t.receiver.requests.length === 1);
    const latest = [TYPE, { ...TYPE, action: 'thing.break' }];
    forwarder.declare('toy', latest);
    await t.receiver.until(() => t.receiver.requests.length === 3);
    expect(t.receiver.requests.at(-1)).toMatchObject({
      method: 'PUT',
      path: '/v1/event-types',
      body: { items: latest },
    });
  });
});
