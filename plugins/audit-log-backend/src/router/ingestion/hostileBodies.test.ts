// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import { SENDERS, startIngestion } from './__testUtils__/startIngestion';
import { openRequest } from './__testUtils__/openRequest';

const GOOD = { source: 'ci', type: 'build' };
let ids = 0;
const newId = () => `hostile-${(ids += 1)}`;

describe('bodies that mean no good', () => {
  let api: Awaited<ReturnType<typeof startIngestion>>;
  let key: string;

  beforeAll(async () => {
    api = await startIngestion();
    key = (await api.newKey({ requestsPerMinute: 60_000 })).authorization;
  });

  const send = async (
    body: string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const answer = await api.post(key, body, headers);
    return [answer.status, answer.body.error?.message ?? answer.body.items];
  };
  const kept = async () => {
    // Without what tells of keys and of this, which comes when it comes.
    const events = await api.call(
      'service',
      'get',
      '/events/summary?-plugin=audit-log',
    );
    const { body } = await api.call('administrator', 'get', '/quarantine');
    return [events.body.total.count, body.total];
  };
  const good = () => JSON.stringify({ id: newId(), ...GOOD });

  it.each<[string, string | Buffer, Record<string, string>, number, RegExp]>([
    ['nothing', '', {}, 400, /must be JSON/],
    ['no JSON', '<event/>', {}, 400, /must be JSON/],
    ['half of it', `[${good()},{"id":`, {}, 400, /was cut off; nothing/],
    ['something after it', `${good()}x`, {}, 400, /must be JSON/],
    ['a number', '1', {}, 400, /an array of events, an object/],
    ['null', 'null', {}, 400, /an array of events, an object/],
    ['no UTF-8', Buffer.from('"\xe9"', 'latin1'), {}, 400, /must be UTF-8/],
    [
      'one CloudEvent for many',
      '{}',
      { 'Content-Type': 'application/cloudevents-batch+json' },
      400,
      /array of CloudEvents/,
    ],
    [
      'text',
      good(),
      { 'Content-Type': 'text/plain' },
      415,
      /Content-Type must be one of application\/json, .*got 'text\/plain'/,
    ],
    [
      'another charset',
      good(),
      { 'Content-Type': 'application/json; charset=latin1' },
      415,
      /UTF-8/,
    ],
    [
      'CloudEvents in binary mode',
      '{}',
      { 'ce-specversion': '1.0', 'ce-id': '1' },
      415,
      /structured or batched mode/,
    ],
    [
      'another coding',
      good(),
      { 'Content-Encoding': 'br' },
      415,
      /Content-Encoding must be gzip or left out, got 'br'/,
    ],
    [
      'what is not gzip',
      good(),
      { 'Content-Encoding': 'gzip' },
      400,
      /is not as its Content-Encoding says, or was cut off/,
    ],
    [
      'half of a gzip',
      gzipSync(good().repeat(100)).subarray(0, 60),
      { 'Content-Encoding': 'gzip' },
      400,
      /is not as its Content-Encoding says, or was cut off/,
    ],
    [
      'a gzip bomb',
      gzipSync(Buffer.alloc(300_000_000, ' ')),
      { 'Content-Encoding': 'gzip' },
      413,
      /larger than 5 MB, or becomes so/,
    ],
    [
      'gzip without an end to its beginnings',
      Buffer.concat(Array(300_000).fill(gzipSync(''))),
      { 'Content-Encoding': 'gzip' },
      413,
      /larger than 5 MB/,
    ],
    ['more than 5 MB', ' '.repeat(5_000_001), {}, 413, /larger than 5 MB/],
    [
      'more than 1,000 events',
      `[${Array(1_001).fill('{}').join()}]`,
      {},
      413,
      /holds 1,001 events; send at most 1,000/,
    ],
  ])('refuses %s as a whole', async (_, body, headers, status, message) => {
    const before = await kept();
    expect(await send(body, headers)).toEqual([
      status,
      expect.stringMatching(message),
    ]);
    expect(await kept()).toEqual(before);
    expect(await send(good())).toEqual([200, [expect.anything()]]);
  });

  it('refuses what turns out too large on its way', async () => {
    const { write, answer } = openRequest(api.backend.server.port(), key);
    const piece = Buffer.alloc(1_000_000, ' ');
    for (let sent = 0; sent < 6; sent++) {
      await write(piece);
    }
    const { status, headers } = await answer;
    expect([status, headers.connection]).toEqual([413, 'close']);
  });

  it('is left alone by those who go away', async () => {
    for (let gone = 0; gone < 40; gone++) {
      const { write, abort } = openRequest(api.backend.server.port(), key);
      await write('[');
      abort();
    }
    // All of their places are free again.
    await expect(
      Promise.all(
        Array.from({ length: 8 }, async () => (await send(good()))[0]),
      ),
    ).resolves.toEqual(Array(8).fill(200));
  });

  it('takes 5 MB, and gzip', async () => {
    const event = good();
    expect(await send(event + ' '.repeat(5_000_000 - event.length))).toEqual([
      200,
      [expect.objectContaining({ status: 'accepted' })],
    ]);
    expect(
      await send(gzipSync(`[${good()},${good()}]`), {
        'Content-Encoding': 'gzip',
      }),
    ).toEqual([
      200,
      [
        expect.objectContaining({ status: 'accepted' }),
        expect.objectContaining({ status: 'accepted' }),
      ],
    ]);
  });

  it.each([10_000, 200_000])('keeps what it can of %s levels', async levels => {
    const deep = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    const list = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const [status, items] = await send(
      `[${deep}, {"id":"${newId()}","source":"ci","type":"build","meta":${deep},
          "changes":[{"path":"/a","before":${list}}]},
          {"id":"${newId()}","source":"ci","type":"build","actor":${deep}}]`,
    );
    expect([status, items.map((item: any) => item.status)]).toEqual([
      200,
      ['quarantined', 'accepted', 'quarantined'],
    ]);
    const event = await api.event(items[1].eventId);
    expect(JSON.stringify(event.meta)).toMatch(/deeper than 12 levels/);
    expect(JSON.stringify(event.changes)).toMatch(/deeper than/);
    expect((await send(list))[0]).toBe(200);
  });

  it('goes by the last of what is given twice', async () => {
    const [, [accepted, quarantined]] = await send(
      `[{"id":"x","id":"${newId()}","source":"catalog","source":"ci","type":"build"},
        {"id":"${newId()}","source":"ci","source":"catalog","type":"build"}]`,
    );
    expect(accepted.status).toBe('accepted');
    expect((await api.event(accepted.eventId)).plugin).toBe('external:ci');
    expect(quarantined.reason).toBe('source');
  });

  it('knows names that objects have of themselves for what they are', async () => {
    const [, items] = await send(
      `[{"__proto__":{"id":"p","source":"ci","type":"build"}},
        {"id":"${newId()}","source":"ci","type":"build","constructor":1},
        {"id":"${newId()}","source":"ci","type":"build","meta":{"__proto__":{"polluted":true},"toString":1}}]`,
    );
    expect(items.map((item: any) => item.status)).toEqual([
      'quarantined',
      'quarantined',
      'accepted',
    ]);
    expect(({} as any).polluted).toBeUndefined();
    const { meta } = await api.event(items[2].eventId);
    expect(Object.keys(meta)).toEqual(
      expect.arrayContaining(['__proto__', 'toString']),
    );
  });

  it('answers for every type of every field', async () => {
    const values = [
      null,
      0,
      -1.5,
      1e300,
      true,
      '',
      'x',
      '\u0000',
      [],
      {},
      [[]],
    ];
    const fields = [
      ...['id', 'source', 'type', 'action', 'operationId', 'occurredAt'],
      ...['durationMs', 'severity', 'outcome', 'actor', 'targets', 'projects'],
      ...['request', 'error', 'changes', 'meta', '\ud800'],
    ];
    const events = fields.flatMap(field =>
      values.map(value => ({ id: newId(), ...GOOD, [field]: value })),
    );
    for (const [contentType, items] of [
      ['application/json', events],
      [
        'application/cloudevents-batch+json',
        events.map(event => ({
          ...event,
          id: typeof event.id === 'string' ? `c${event.id}` : event.id,
          specversion: '1.0',
        })),
      ],
    ] as const) {
      const [status, results] = await send(JSON.stringify(items), {
        'Content-Type': contentType,
      });
      expect(status).toBe(200);
      expect(results).toHaveLength(items.length);
      for (const result of results) {
        expect(result.status === 'quarantined').toBe(
          result.reason !== undefined,
        );
      }
      expect(results.map((item: any) => item.status)).toContain('accepted');
    }
    const asPlugin = await api.report(
      SENDERS.plugin,
      events.map(event => ({ ...event, action: 'deployments.release' })),
    );
    expect(asPlugin).toHaveLength(events.length);
  });

  it('keeps long and strange texts out of where they cannot be', async () => {
    const long = 'x'.repeat(100_000);
    const results = await api.report(key, [
      { ...GOOD, id: long },
      { ...GOOD, id: newId(), source: long },
      { ...GOOD, id: newId(), type: `a\ud800b` },
      { ...GOOD, id: newId(), meta: { [long]: long, 'a\u0000b': '\ud800' } },
      { ...GOOD, id: newId(), targets: Array(100).fill('a:b/c'), meta: {} },
      { ...GOOD, id: newId(), targets: Array(101).fill('a:b/c') },
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'quarantined',
      'quarantined',
      'quarantined',
      'accepted',
      'accepted',
      'quarantined',
    ]);
  });
});
