// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { startMembersBackend } from '../access/__testUtils__/startMembersBackend';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('The list of keys on %s', id => {
  let started: Awaited<ReturnType<typeof startMembersBackend<void>>>;
  const all = ['a"1', 'A_1', 'Ärger', 'b 100%', 'c', '日本'];

  const create = async (name: string, fields: object = {}) => {
    const { body } = await started.call('administrator', 'post', '/keys', {
      body: { name, sources: ['/a'], projects: 'any', ...fields },
    });
    return body.key;
  };
  /** The names on all pages. */
  const list = async (query: string = '') => {
    const found: string[] = [];
    let cursor = '';
    let total = 0;
    do {
      const { body } = await started.get(
        `/keys?${query}${cursor && `&cursor=${cursor}`}`,
        'auditor',
      );
      found.push(...body.items.map((key: any) => key.name));
      total = body.total;
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(total).toBe(found.length);
    return found;
  };

  beforeAll(async () => {
    started = await startMembersBackend(
      await databases.init(id),
      async () => {},
    );
    for (const name of ['b 100%', '日本', 'A_1', 'Ärger', 'c', 'a"1']) {
      await create(name);
    }
  });

  it('is in order of names, whatever the size of its pages', async () => {
    for (const limit of [1, 2, 5, 6, 200]) {
      expect(await list(`limit=${limit}`)).toEqual(all);
    }
    // Of the same name, of which all but one are revoked.
    const made = [];
    for (let time = 0; time < 3; time++) {
      const { id: key } = await create('same');
      await started.call('administrator', 'delete', `/keys/${key}`);
      made.push(key);
    }
    expect(await list('limit=1&q=same')).toEqual(['same', 'same', 'same']);
    await started.store
      .knex(ACCESS_TABLES.ingestionKeys)
      .whereIn('id', made)
      .delete();
  });

  it('is searched by parts of names, sources, projects and tokens, literally', async () => {
    const { id: key, tokenBeginning } = await create('d', {
      sources: ['/only/here'],
      projects: ['system:default/retail'],
    });
    expect(await list('q=a_')).toEqual(['A_1']);
    expect(await list('q=%25')).toEqual(['b 100%']);
    expect(await list('q=arger')).toEqual(['Ärger']);
    expect(await list('q=%5C')).toEqual([]);
    expect(await list('q=only/HERE')).toEqual(['d']);
    expect(await list('q=retail')).toEqual(['d']);
    expect(await list(`q=${tokenBeginning}`)).toEqual(['d']);
    expect(await list(`q=${tokenBeginning.slice(0, -1)}`)).toEqual(['d']);
    // By no part of it but the beginning: that would find keys at random.
    expect(await list(`q=${tokenBeginning.slice(6)}`)).toEqual([]);
    await started.call('administrator', 'delete', `/keys/${key}`);
    expect(await list('status=revoked')).toEqual(['d']);
    expect(await list('status=active')).toEqual(all);
    const { knex, dialect } = started.store;
    await knex(ACCESS_TABLES.ingestionKeys)
      .where({ name: 'c' })
      .update({ expires_at: dialect.writeTime(Date.now()) });
    expect(await list('status=expired')).toEqual(['c']);
    expect(await list('status=active')).not.toContain('c');
  });

  const valid = { name: 'X', sources: ['/x'], projects: 'any' };
  it.each<[string, object | string, RegExp]>([
    ['an empty name', { name: ' ' }, /^name: must not be empty/],
    ['a name of two lines', { name: 'a\nb' }, /^name: must be one line/],
    ['a name with NUL', { name: 'a\0b' }, /^name: /],
    ['a name that turns writing around', { name: 'a\u202eb' }, /^name: /],
    ['half a character', { name: '\ud800' }, /^name: /],
    ['a long name', { name: 'x'.repeat(101) }, /^name: /],
    ['no source', { sources: [] }, /^sources: /],
    ['101 sources', { sources: manySources(101) }, /^sources: /],
    ['a source that is no text', { sources: [{}] }, /^sources\.0: /],
    ['every source', { sources: ['*'] }, /^sources\.0: must be a URI/],
    ['an asterisk inside', { sources: ['/x', '/a*b'] }, /^sources\.1: must be/],
    ['a space in a source', { sources: ['a b'] }, /^sources\.0: must be/],
    ['NUL in a source', { sources: ['a\0'] }, /^sources\.0: must be/],
    ['a line in a source', { sources: ['/a\n'] }, /^sources\.0: must be/],
    ['no projects', { projects: undefined }, /projects/],
    ['projects of another kind', { projects: 'all' }, /^projects: /],
    [
      'a project that is none',
      { projects: ['component:default/x'] },
      /^projects\.0: must be the reference of a System or Domain/,
    ],
    [
      'NUL in a project',
      { projects: ['system:default/a\0b'] },
      /^projects\.0: /,
    ],
    ['no requests', { requestsPerMinute: 0 }, /^requestsPerMinute: /],
    ['half a request', { requestsPerMinute: 1.5 }, /^requestsPerMinute: /],
    ['too many', { requestsPerMinute: 60_001 }, /^requestsPerMinute: /],
    ['truth as text', { mayNamePeople: 'true' }, /^mayNamePeople: /],
    ['no time', { expiresAt: 'tomorrow' }, /^expiresAt: /],
    ['a day alone', { expiresAt: '2099-01-01' }, /^expiresAt: /],
    ['a past time', { expiresAt: '2020-01-01T00:00:00Z' }, /^expiresAt: /],
    ['a token of one’s own', { token: 'bkal_x' }, /token/],
    ['a field __proto__', '{"__proto__":{"a":1}}', /./],
    ['no JSON', '{"name":', /./],
  ])('refuses a key with %s', async (...row) => {
    const [, fields, message] = row;
    const answer = await started.call('administrator', 'post', '/keys', {
      body: typeof fields === 'string' ? fields : { ...valid, ...fields },
    });
    expect([answer.status, answer.body.error.message]).toEqual([
      400,
      expect.stringMatching(message),
    ]);
    expect(await list('q=X')).toEqual([]);
  });

  it.each([
    ['get', '/keys/a%00b', 404],
    ['get', '/keys/__proto__', 404],
    ['delete', '/keys/a%00b', 404],
    ['get', '/keys?cursor=x', 400],
    [
      'get',
      `/keys?cursor=${Buffer.from('["\\u0000","1"]').toString('base64url')}`,
      400,
    ],
    ['get', '/keys?status=gone', 400],
    ['get', '/keys?q=', 400],
    ['get', '/keys?q=%00', 400],
    ['get', '/keys?limit=201', 400],
    ['get', '/keys?colour=red', 400],
  ] as const)('%s %s is answered with %i', async (method, path, status) => {
    const answer = await started.call('administrator', method, path);
    expect(answer.status).toBe(status);
  });

  it.each([
    { overlapHours: -1 },
    { overlapHours: 720.1 },
    { overlapHours: '1' },
    { overlap: 1 },
  ])('refuses a rotation with %j', async body => {
    const { body: page } = await started.get('/keys?q=arger', 'auditor');
    const [{ id: key, version }] = page.items;
    const { status } = await started.call(
      'administrator',
      'post',
      `/keys/${key}/rotate`,
      { body, ifMatch: `"${version}"` },
    );
    expect(status).toBe(400);
  });

  it('takes names as people write them, and shows them as they are', async () => {
    const names = [
      '<script>alert(1)</script>',
      "'; DROP TABLE x; --",
      '🔑 ключ',
    ];
    for (const name of names) {
      const { id: key } = await create(name);
      const { body } = await started.get(`/keys/${key}`, 'auditor');
      expect(body.name).toBe(name);
      expect(await list(`q=${encodeURIComponent(name)}`)).toEqual([name]);
    }
  });
});

function manySources(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `/${index}`);
}
