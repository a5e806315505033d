// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  RETAIL,
  SENDERS,
  startIngestion,
} from './__testUtils__/startIngestion';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('POST /events on %s', databaseId => {
  let api: Awaited<ReturnType<typeof startIngestion>>;
  let ci: any;

  beforeAll(async () => {
    api = await startIngestion({ knex: await databases.init(databaseId) });
    ci = await api.newKey({ name: 'CI', sources: ['ci'] });
  });

  it('records what an outside system reports, and says who vouches for it', async () => {
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    const [result] = await api.report(ci.authorization, [
      {
        id: 'deploy-1',
        source: 'ci',
        type: 'com.example.deploy.started',
        occurredAt,
        durationMs: 1500,
        severity: 'high',
        outcome: 'failed',
        actor: { type: 'user', ref: 'user:default/jane', title: 'Jane' },
        targets: ['Component:Default/Shop', { ref: 'run:42', title: 'Run 42' }],
        changes: [{ path: '/version', before: '1', after: '2' }],
        error: { name: 'Error', message: 'No' },
        meta: { stage: 'production', password: 'hunter2' },
      },
    ]);
    expect(result).toEqual({
      id: 'deploy-1',
      status: 'accepted',
      eventId: expect.any(String),
    });
    expect(await api.event(result.eventId)).toMatchObject({
      id: result.eventId,
      operationId: result.eventId,
      occurredAt,
      durationMs: 1500,
      plugin: 'external:ci',
      event: 'com.example.deploy.started',
      action: 'external.com.example.deploy.started',
      severity: 'high',
      outcome: 'failed',
      actor: {
        type: 'user',
        ref: 'external:ci/user:default/jane',
        title: 'Jane (ci)',
        via: `key:${ci.id}`,
      },
      targets: [
        { ref: 'component:default/shop', title: 'The shop' },
        { ref: 'run:42', title: 'Run 42' },
      ],
      projects: [{ ref: RETAIL }],
      changes: [{ path: '/version', before: '1', after: '2' }],
      error: { name: 'Error', message: 'No' },
      meta: {
        stage: 'production',
        password: '[redacted]',
        source: 'ci',
        sourceId: 'deploy-1',
      },
      redacted: ['/meta/password'],
      labels: ['external'],
    });
  });

  it('takes one event, an array, and an object with one', async () => {
    const event = (id: string) => ({ id, source: 'ci', type: 'build' });
    const bodies = [
      event('shape-1'),
      [event('shape-2'), event('shape-3')],
      { events: [event('shape-4')] },
      [],
    ];
    const answers = [];
    for (const body of bodies) {
      const sent = await api.post(ci.authorization, JSON.stringify(body));
      expect(sent.status).toBe(200);
      answers.push(...sent.body.items);
    }
    expect(answers.map(({ id, status }: any) => [id, status])).toEqual([
      ['shape-1', 'accepted'],
      ['shape-2', 'accepted'],
      ['shape-3', 'accepted'],
      ['shape-4', 'accepted'],
    ]);
  });

  it('records an event once, whatever comes of what is said of it later', async () => {
    const event = { id: 'once', source: 'ci', type: 'build', meta: { n: 1 } };
    const [first, second] = await api.report(ci.authorization, [event, event]);
    expect([first.status, second.status]).toEqual(['accepted', 'duplicate']);
    expect(second.eventId).toBe(first.eventId);

    const results = await api.report(ci.authorization, [
      { ...event, meta: { n: 2 } },
      { ...event, occurredAt: '2001-01-01T00:00:00Z' },
      { ...event, severity: 'dreadful' },
    ]);
    expect(results).toEqual(
      results.map(() => ({
        id: 'once',
        status: 'duplicate',
        eventId: first.eventId,
      })),
    );
    expect((await api.event(first.eventId)).meta.n).toBe(1);

    const other = await api.newKey({ sources: ['ci', 'other'] });
    const [same, another] = await api.report(other.authorization, [
      event,
      { ...event, source: 'other' },
    ]);
    expect([same.status, another.status]).toEqual(['duplicate', 'accepted']);
  });

  it('keeps what is wrong with one from its neighbors, and what is wrong', async () => {
    const soon = new Date(Date.now() + 6 * 60_000).toISOString();
    const longAgo = new Date(Date.now() - 7.01 * 86_400_000).toISOString();
    const skewed = new Date(Date.now() + 4 * 60_000).toISOString();
    const late = new Date(Date.now() - 6.9 * 86_400_000).toISOString();
    const of = (id: string, more: object) => ({
      id,
      source: 'ci',
      type: 'build',
      ...more,
    });
    const results = await api.report(ci.authorization, [
      of('a', { occurredAt: soon }),
      of('b', { occurredAt: longAgo }),
      of('c', { occurredAt: skewed }),
      of('d', { occurredAt: late }),
      of('e', { source: 'catalog' }),
      of('f', { outcome: 'great' }),
      of('g', { targest: [] }),
      { source: 'ci', type: 'build' },
      42 as any,
      of('h', {}),
    ]);
    expect(
      results.map(({ id, status, reason, message }) => [
        id,
        status,
        reason,
        message?.slice(0, 31),
      ]),
    ).toEqual([
      ['a', 'quarantined', 'future', 'occurredAt: is more than five m'],
      ['b', 'quarantined', 'late', 'occurredAt: is more than seven '],
      ['c', 'accepted', undefined, undefined],
      ['d', 'accepted', undefined, undefined],
      ['e', 'quarantined', 'source', 'source: the key may not report '],
      ['f', 'quarantined', 'invalid', expect.stringMatching(/^outcome: /)],
      ['g', 'quarantined', 'invalid', 'targest: is no field of an even'],
      [undefined, 'quarantined', 'invalid', 'id: is missing'],
      [undefined, 'quarantined', 'invalid', expect.any(String)],
      ['h', 'accepted', undefined, undefined],
    ]);
    // Nothing occurs after it was recorded.
    const event = await api.event(results[2].eventId);
    expect(event.occurredAt).toBe(event.recordedAt);
    expect(event.truncated).toContain('/occurredAt');
    expect((await api.event(results[3].eventId)).occurredAt).toBe(late);

    const { body } = await api.call(
      'administrator',
      'get',
      `/quarantine/${results[5].quarantineId}`,
    );
    expect(body).toMatchObject({
      reason: 'invalid',
      message: results[5].message,
      emitter: { ref: `key:${ci.id}`, title: 'CI' },
      source: 'ci',
      sourceId: 'f',
      type: 'build',
      times: 1,
      content: { id: 'f', source: 'ci', type: 'build', outcome: 'great' },
    });
    await api.events(
      'action=audit-log.key-use.refuse',
      items => items.length > 0,
    );
  });

  it('records what a plugin reports as if it were here', async () => {
    const [result, duplicate, others, wrong] = await api.report(
      SENDERS.plugin,
      [
        {
          id: '01900000-0000-7000-8000-000000000001',
          operationId: '01900000-0000-7000-8000-00000000000A',
          occurredAt: new Date().toISOString(),
          recordedAt: new Date().toISOString(),
          plugin: 'deployments',
          event: 'release',
          action: 'deployments.release.promote',
          category: 'releases',
          severity: 'medium',
          outcome: 'succeeded',
          actor: { type: 'user', ref: 'user:default/jane', title: 'Jane' },
          targets: [{ ref: 'component:default/shop' }],
          projects: [],
          request: { method: 'POST', path: '/releases', address: '10.0.0.1' },
          meta: { release: 7, secretToken: '[redacted]' },
          redacted: ['/meta/secretToken'],
          truncated: ['/meta/notes'],
          labels: ['claimed-actor'],
          somethingNew: true,
        },
        {
          id: '01900000-0000-7000-8000-000000000001',
          action: 'deployments.release.promote',
        },
        { id: '2', action: 'catalog.entity-mutate' },
        { id: '3', action: 'deployments.release', plugin: 'catalog' },
      ],
    );
    expect(result.status).toBe('accepted');
    expect(result.eventId).not.toBe(result.id);
    expect(duplicate.status).toBe('duplicate');
    expect([others.reason, wrong.reason]).toEqual(['plugin', 'plugin']);
    expect(await api.event(result.eventId)).toMatchObject({
      operationId: '01900000-0000-7000-8000-00000000000a',
      plugin: 'deployments',
      event: 'release',
      action: 'deployments.release.promote',
      category: 'releases',
      actor: { type: 'user', ref: 'user:default/jane', title: 'Jane' },
      projects: [{ ref: RETAIL }],
      request: { method: 'POST', path: '/releases', address: '10.0.0.1' },
      meta: { release: 7, secretToken: '[redacted]' },
      redacted: ['/meta/secretToken'],
      truncated: ['/meta/notes'],
      labels: expect.arrayContaining(['claimed-actor']),
    });
  });

  it('takes CloudEvents, structured and batched', async () => {
    const event = {
      specversion: '1.0',
      id: 'ce-1',
      source: 'ci',
      type: 'com.example.build.finished',
      time: new Date().toISOString(),
      subject: 'component:default/shop',
      datacontenttype: 'application/json',
      authtype: 'user',
      authid: 'jane@example.com',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      outcome: 'denied',
      comexampleregion: 'eu',
      data: { build: 7, severity: 'P1' },
    };
    const structured = await api.post(ci.authorization, JSON.stringify(event), {
      'Content-Type': 'application/cloudevents+json; charset=UTF-8',
    });
    expect(structured.body.items[0].status).toBe('accepted');
    expect(await api.event(structured.body.items[0].eventId)).toMatchObject({
      action: 'external.com.example.build.finished',
      occurredAt: event.time,
      outcome: 'denied',
      severity: 'low',
      actor: { type: 'user', ref: 'external:ci/jane@example.com' },
      targets: [{ ref: 'component:default/shop', title: 'The shop' }],
      request: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736' },
      meta: {
        source: 'ci',
        sourceId: 'ce-1',
        data: { build: 7, severity: 'P1' },
        cloudEvent: { comexampleregion: 'eu' },
      },
    });

    const batched = await api.post(
      ci.authorization,
      JSON.stringify([
        event,
        {
          ...event,
          id: 'ce-2',
          data: { severity: 'high', targets: ['run:1'], meta: { build: 8 } },
        },
        { ...event, id: 'ce-3', specversion: '0.3' },
        { ...event, id: 'ce-4', data: undefined, data_base64: 'AAEC' },
      ]),
      { 'Content-Type': 'application/cloudevents-batch+json' },
    );
    const { items } = batched.body;
    expect(items.map(({ status }: any) => status)).toEqual([
      'duplicate',
      'accepted',
      'quarantined',
      'accepted',
    ]);
    expect(await api.event(items[1].eventId)).toMatchObject({
      severity: 'high',
      outcome: 'denied',
      targets: [{ ref: 'run:1' }],
      meta: { build: 8 },
    });
    expect(items[2].message).toBe('specversion: must be "1.0"');
    expect((await api.event(items[3].eventId)).meta.dataBase64).toBe('AAEC');
  });
});
