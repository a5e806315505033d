// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emittedEvent, emittedEvents } from './__testUtils__/emittedEvent';
import { ForwardingOfTest } from './__testUtils__/ForwardingOfTest';
import { idsOf } from './__testUtils__/idsOf';
import { ACCEPT, type Answer } from './__testUtils__/startReceiver';

describe('Forwarder', () => {
  let t: ForwardingOfTest;

  beforeEach(async () => {
    t = await ForwardingOfTest.create();
  });

  afterEach(() => t.close());

  it('keeps what it has while the audit log is away, and sends it in order when it is back', async () => {
    // Nobody listens there, and nobody is given it.
    let url = 'http://localhost:2';
    const { forwarder, connect } = t.start();
    connect({ url: () => url });
    const events = emittedEvents(2_000);
    for (let index = 0; index < events.length; index += 100) {
      await forwarder.sink.append(events.slice(index, index + 100));
    }
    while (t.logger.warn.mock.calls.length === 0) {
      // Until it has tried.
      await new Promise(resolve => setImmediate(resolve));
    }
    url = t.receiver.url;
    await t.receiver.until(() => t.receiver.taken().length >= events.length);
    expect(idsOf(t.receiver.taken())).toEqual(idsOf(events));
    await t.end(forwarder);
    expect(await readdir(join(t.directory, 'toy'))).toEqual([]);
    expect(t.logger.warn).toHaveBeenCalledTimes(1);
    expect(t.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('wait until it does'),
      { cause: expect.stringContaining('ECONNREFUSED') },
    );
    expect(t.logger.info).toHaveBeenCalledWith(
      expect.stringContaining('takes the events of the plugin toy again'),
    );
  });

  /** An event that is sent again. */
  const sendRefusedOnce = async (refusal: Answer) => {
    const { forwarder, connect } = t.start();
    connect();
    t.receiver.answerWith(request =>
      t.receiver.requests.length === 0 ? refusal : ACCEPT(request),
    );
    const event = emittedEvent();
    await forwarder.sink.append([event]);
    await t.receiver.until(() => t.receiver.requests.length === 2);
    return event;
  };

  it.each([
    ['503', { status: 503, headers: { 'retry-after': '1' } }],
    ['429', { status: 429, headers: { 'retry-after': '1' } }],
  ])('comes back after %s when it is told to', async (_, refusal) => {
    await sendRefusedOnce(refusal);
    const [first, second] = t.receiver.requests;
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
    const event = await sendRefusedOnce(refusal);
    expect(t.receiver.taken()).toHaveLength(2);
    expect(idsOf(t.receiver.taken())).toEqual([event.id, event.id]);
  });

  it('puts aside what is never taken, and sends the others', async () => {
    const { forwarder, connect } = t.start();
    const events = emittedEvents(20);
    const bad = events[7].id;
    t.receiver.answerWith(request =>
      request.body.some(({ id }: { id: string }) => id === bad)
        ? { status: 400, body: { error: { message: 'Not that one' } } }
        : ACCEPT(request),
    );
    await forwarder.sink.append(events);
    connect();
    await t.receiver.until(() =>
      t.receiver.requests.some(
        ({ body }) =>
          body.at(-1)?.id === events[19].id && !idsOf(body).includes(bad),
      ),
    );
    const taken = t.receiver.requests
      .filter(({ body }) => !idsOf(body).includes(bad))
      .flatMap(({ body }) => idsOf(body));
    expect(taken).toEqual(idsOf(events.filter(({ id }) => id !== bad)));
    await t.end(forwarder);
    const [name] = await readdir(join(t.directory, 'toy'));
    const kept = await readFile(join(t.directory, 'toy', name), 'utf8');
    expect(JSON.parse(kept).id).toBe(bad);
    expect(t.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('refuses an event of the plugin toy'),
    );
  });

  it('says what was put into quarantine, and goes on', async () => {
    const { forwarder, connect } = t.start();
    connect();
    t.receiver.answerWith(({ body }) => ({
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
    await forwarder.sink.append(emittedEvents(2));
    await t.receiver.until(() => t.receiver.requests.length === 1);
    await t.end(forwarder);
    expect(t.logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/2 events .* quarantine: .*seven days ago/),
    );
    expect(await readdir(join(t.directory, 'toy'))).toEqual([]);
  });

  it('leaves to the next process what it could not send', async () => {
    const { forwarder, connect } = t.start();
    t.receiver.answerWith(() => ({ status: 500 }));
    connect();
    const events = emittedEvents(10);
    await forwarder.sink.append(events);
    await t.receiver.until(() => t.receiver.requests.length === 1);
    await t.end(forwarder);
    t.receiver.answerWith(ACCEPT);
    const before = t.receiver.requests.length;
    t.start().connect();
    await t.receiver.until(() => t.receiver.requests.length > before);
    expect(idsOf(t.receiver.requests.at(-1)!.body)).toEqual(idsOf(events));
  });
});
