// SPDX-License-Identifier: Apache-2.0
import {
  RETAIL,
  startGuardedBackend,
  type Who,
} from '../access/__testUtils__/startGuardedBackend';

const LONG = 'x'.repeat(10_000);

describe('the API', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  const get = (path: string, who: Who = 'administrator') =>
    backend.get(path, who);

  it.each([
    ['/events?limit=0', 'limit: must be between 1 and 1000, got 0'],
    ['/events?limit=5000', 'limit: must be between 1 and 1000, got 5000'],
    ['/events?limit=ten', 'limit: must be between 1 and 1000, got ten'],
    ['/events?limit=1.5', 'limit: must be between 1 and 1000, got 1.5'],
    ['/events?limit=5&limit=6', 'limit: must be given once'],
    ['/events?limit=', 'limit: must not be empty; leave it out instead'],
    [
      '/events?from=yesterday',
      /^from: must be a time in ISO 8601 .* got yesterday$/,
    ],
    ['/events?from=2026-02-30T00:00:00Z', /^from: must be a time in ISO 8601/],
    ['/events?to=2026-01-01', /^to: must be a time in ISO 8601/],
    [
      '/events?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z',
      /^from: must be before to, got 2026-02-01/,
    ],
    [
      '/events?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z',
      /^from: must be before to/,
    ],
    [
      '/events?order=sideways',
      'order: must be one of newest, oldest, sequence, got sideways',
    ],
    [
      '/events/export?format=csv&order=sequence',
      'order: must be one of newest, oldest, got sequence',
    ],
    ['/events/export', 'format: must be one of csv, ndjson, got nothing'],
    [
      '/events?colour=red',
      /^colour: is not a parameter; use any of from, to, q, actor, -actor/,
    ],
    ['/events/summary?limit=5', /^limit: is not a parameter/],
    [
      '/event-types?plugin=catalog',
      /^plugin: is not a parameter; none are taken here$/,
    ],
    ['/events?actor[]=a', /^actor\[\]: is not a parameter/],
    ['/events?actor[not]=a', /^actor\[not\]: is not a parameter/],
    [
      '/events?severity=huge',
      /^severity: must be one of low, medium, high, critical, .* got huge$/,
    ],
    [
      '/events?-outcome=lost',
      /^-outcome: must be one of succeeded, failed, denied, unfinished, .* got lost$/,
    ],
    ['/events?operation=1', /^operation: must be a UUID, .* got 1$/],
    ['/events/1', /^id: must be a UUID, .* got 1$/],
    [
      '/events?q=%25%20_%20-',
      'q: must hold a word to search for: a letter, a number or an emoji',
    ],
    [`/events?actor=${LONG}`, /^actor: must be text of 1 to 1000 characters/],
    [`/events?q=${LONG}`, /^q: must be text of 1 to 1000 characters/],
    [
      `/events?${'plugin=a&'.repeat(101)}`,
      /^plugin: must be text of .*, at most 100 values/,
    ],
    [
      '/events?actor=%00',
      'actor: must not contain NUL or half of a surrogate pair',
    ],
    ['/events?actor=%ED%A0%80', /^actor: must be percent-encoded UTF-8/],
    ['/events?actor=%', /^actor: must be percent-encoded UTF-8/],
    [
      '/events?cursor=abc',
      /^cursor: must be a cursor of an earlier page of the same search/,
    ],
    [
      '/events/summary?timeZone=Mars/Base',
      /^timeZone: must be an IANA time zone such as Europe\/Berlin, got Mars\/Base/,
    ],
    ['/events/summary?facet=colour', /^facet: must be one of actor,/],
  ])('refuses %s, saying why', async (path, message) => {
    const { status, body } = await get(path.replace(/&$/, ''));
    expect({ status, name: body.error?.name }).toEqual({
      status: 400,
      name: 'InputError',
    });
    expect(body.error.message).toMatch(message);
  });

  it.each([
    '%25',
    '_',
    '["a","b"]',
    '{"a":1}',
    "o'brien",
    '"quoted"',
    '\\',
    '🦄',
    'שלום',
    'a,b',
    '+',
    '*',
    '--',
    ';',
  ])('searches %s literally', async text => {
    const value = encodeURIComponent(text);
    for (const name of ['actor', '-actor', 'target', 'project', 'event']) {
      const { status, body } = await get(`/events?plugin=toy&${name}=${value}`);
      expect([name, status]).toEqual([name, 200]);
      const found = name === '-actor' ? 2 : 0;
      expect([name, body.items.length]).toEqual([name, found]);
    }
    const { status } = await get(`/events?q=word%20${value}`);
    expect(status).toBe(200);
  });

  it('takes the characters of a reference and of a time as they are', async () => {
    const { body } = await get(
      '/events?plugin=toy&project=system:default/retail&from=2020-01-01T00:00:00+01:00'.replace(
        '+',
        '%2B',
      ),
    );
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([RETAIL.id]);
    expect(body.window.from).toBe('2019-12-31T23:00:00.000Z');
  });

  it('opens on the last 30 days', async () => {
    const before = Date.now();
    const { body } = await get('/events');
    const { from, to } = body.window;
    expect(Date.parse(to) - Date.parse(from)).toBe(30 * 24 * 60 * 60 * 1000);
    expect(Date.parse(to)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(to)).toBeLessThanOrEqual(Date.now());
  });

  describe('a cursor', () => {
    const SEARCH = '/events?plugin=toy&limit=1';
    const cursorOf = async (path: string, who?: Who): Promise<string> =>
      (await get(path, who)).body.pageInfo.nextCursor;

    it('leads there and back in the window of the first page', async () => {
      const first = await get(SEARCH);
      const second = await get(
        `${SEARCH}&cursor=${first.body.pageInfo.nextCursor}`,
      );
      expect(second.body.window).toEqual(first.body.window);
      expect(second.body.pageInfo.nextCursor).toBeUndefined();
      const back = await get(
        `${SEARCH}&cursor=${second.body.pageInfo.previousCursor}`,
      );
      expect(back.body.items).toEqual(first.body.items);
      expect(first.body.items).not.toEqual(second.body.items);
    });

    it('is good for another size of page', async () => {
      const cursor = await cursorOf(SEARCH);
      const { status } = await get(
        `/events?plugin=toy&limit=9&cursor=${cursor}`,
      );
      expect(status).toBe(200);
    });

    it.each([
      [
        'of another person',
        SEARCH,
        'memberOfAdministrators',
        (cursor: string) => cursor,
      ],
      [
        'of another search',
        '/events?plugin=toy&order=oldest',
        'administrator',
        (cursor: string) => cursor,
      ],
      [
        'of another window',
        `${SEARCH}&from=2020-01-01T00:00:00Z`,
        'administrator',
        (cursor: string) => cursor,
      ],
      [
        'with something added',
        SEARCH,
        'administrator',
        (cursor: string) => `${cursor}A`,
      ],
      [
        'with a letter changed',
        SEARCH,
        'administrator',
        (cursor: string) =>
          cursor.replace(/.$/, last => (last === 'A' ? 'E' : 'A')),
      ],
      [
        'cut short',
        SEARCH,
        'administrator',
        (cursor: string) => cursor.slice(0, 40),
      ],
      [
        'in another spelling',
        SEARCH,
        'administrator',
        (cursor: string) => `${cursor}=`,
      ],
    ] as const)('%s is refused', async (_, path, who, change) => {
      const cursor = encodeURIComponent(change(await cursorOf(SEARCH)));
      const { status, body } = await get(`${path}&cursor=${cursor}`, who);
      expect(status).toBe(400);
      expect(body.error.message).toMatch(
        /^cursor: must be a cursor of an earlier page/,
      );
    });
  });

  it('lists the registry of event types', async () => {
    const { body } = await get('/event-types');
    expect(body.items).toContainEqual(
      expect.objectContaining({
        action: 'catalog.entity-mutate.delete',
        title: 'Deleted entity',
      }),
    );
  });

  it('names an exported file after its window', async () => {
    const { headers } = await get(
      '/events/export?format=csv&from=2026-01-01T00:00:00Z&to=2026-02-01T12:30:00Z',
    );
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe(
      'attachment; filename="audit-log_2026-01-01T000000Z_2026-02-01T123000Z.csv"',
    );
    expect(headers['audit-log-count']).toBe('0');
  });

  it('serves the paths of its description and no others', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/events/export/more')).status).toBe(404);
  });
});
