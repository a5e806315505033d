// SPDX-License-Identifier: Apache-2.0
import { answersByCaller } from '../access/__testUtils__/answersByCaller';
import {
  RETAIL,
  startAccessBackend,
} from '../access/__testUtils__/startAccessBackend';
import type { Method } from '../access/__testUtils__/startAuditLog';

const TOKEN = /^bkal_[0-9A-Za-z]{61}$/;
const FIELDS = {
  sources: ['https://ci.example.com/*'],
  projects: [RETAIL],
  mayNamePeople: false,
  requestsPerMinute: 60,
  expiresAt: '2099-01-01T00:00:00.000Z',
};

describe('the API of ingestion keys', () => {
  let backend: Awaited<ReturnType<typeof startAccessBackend>>;
  /** Of every answer but those that hand a token over. */
  const answers: string[] = [];
  const tokens: string[] = [];

  beforeAll(async () => {
    backend = await startAccessBackend();
  });

  const newKey = async (fields: object = {}) => {
    const { key, token } = await backend.boss('post', '/keys', {
      name: backend.newName(),
      ...FIELDS,
      ...fields,
    });
    tokens.push(token);
    return key;
  };
  const boss = (
    method: Method,
    path: string,
    options?: { readonly body?: object; readonly ifMatch?: string },
  ) => backend.call('administrator', method, path, options);

  describe.each<
    [string, number, () => Promise<readonly [any, string, object?]>]
  >([
    ['GET /keys', 200, async () => ['get', '/keys']],
    [
      'GET /keys/{id}',
      200,
      async () => ['get', `/keys/${(await newKey()).id}`],
    ],
    [
      'POST /keys',
      201,
      async () => [
        'post',
        '/keys',
        { body: { name: backend.newName(), ...FIELDS } },
      ],
    ],
    [
      'PUT /keys/{id}',
      200,
      async () => [
        'put',
        `/keys/${(await newKey()).id}`,
        { body: { name: backend.newName(), ...FIELDS }, ifMatch: '"1"' },
      ],
    ],
    [
      'POST /keys/{id}/rotate',
      200,
      async () => [
        'post',
        `/keys/${(await newKey()).id}/rotate`,
        { body: {}, ifMatch: '"1"' },
      ],
    ],
    [
      'DELETE /keys/{id}',
      204,
      async () => ['delete', `/keys/${(await newKey()).id}`],
    ],
  ])('%s', (endpoint, success, prepare) => {
    it.each(answersByCaller(endpoint, success))(
      'as %s',
      async (who, expected) => {
        const [method, path, options] = await prepare();
        const { status, body } = await backend.call(who, method, path, options);
        expect([status, body.error?.name]).toEqual(expected);
      },
    );
  });

  it('shows a token once, when it is made, and never again', async () => {
    const name = backend.newName();
    const created = await boss('post', '/keys', { body: { name, ...FIELDS } });
    expect(created.body).toEqual({
      key: {
        id: expect.any(String),
        name,
        ...FIELDS,
        tokenBeginning: created.body.token.slice(0, 17),
        status: 'active',
        version: 1,
        createdAt: expect.any(String),
        createdBy: { ref: 'user:default/boss', title: 'Boss' },
      },
      token: expect.stringMatching(TOKEN),
    });
    const { id } = created.body.key;
    const rotated = await boss('post', `/keys/${id}/rotate`, {
      body: { overlapHours: 0.5 },
      ifMatch: created.headers.etag,
    });
    expect(rotated.headers.etag).toBe('"2"');
    const { at } = rotated.body.key.rotation;
    expect(rotated.body).toEqual({
      key: {
        ...created.body.key,
        version: 2,
        rotation: {
          at,
          by: { ref: 'user:default/boss', title: 'Boss' },
          previousWorksUntil: new Date(
            Date.parse(at) + 1_800_000,
          ).toISOString(),
        },
      },
      token: expect.stringMatching(TOKEN),
    });
    expect(rotated.body.token).not.toBe(created.body.token);
    tokens.push(created.body.token, rotated.body.token);

    const changed = await boss('put', `/keys/${id}`, {
      body: { ...FIELDS, name, projects: 'any', expiresAt: null },
      ifMatch: '"2"',
    });
    expect(changed.body).toEqual({
      ...rotated.body.key,
      projects: 'any',
      expiresAt: null,
      version: 3,
      updatedAt: expect.any(String),
      updatedBy: { ref: 'user:default/boss', title: 'Boss' },
    });
    const shown = await boss('get', `/keys/${id}`);
    expect(shown.body).toEqual(changed.body);
    expect(shown.headers.etag).toBe('"3"');
    expect((await boss('delete', `/keys/${id}`)).status).toBe(204);
    const revoked = await boss('get', `/keys/${id}`);
    expect(revoked.body).toEqual({
      ...changed.body,
      status: 'revoked',
      version: 4,
      revokedAt: expect.any(String),
      revokedBy: { ref: 'user:default/boss', title: 'Boss' },
    });
    answers.push(changed.text, shown.text, revoked.text);
  });

  it('refuses a change of another version than the key is in, and says what it is now', async () => {
    const { id, name } = await newKey();
    const body = { ...FIELDS, name };
    await boss('put', `/keys/${id}`, { body, ifMatch: '"1"' });
    const changing = await boss('put', `/keys/${id}`, { body, ifMatch: '"1"' });
    const rotating = await boss('post', `/keys/${id}/rotate`, {
      body: {},
      ifMatch: '"1"',
    });
    for (const answer of [changing, rotating]) {
      expect([answer.status, answer.body.error]).toEqual([
        412,
        expect.objectContaining({
          name: 'PreconditionFailedError',
          message: expect.stringContaining('was changed by Boss at'),
          current: expect.objectContaining({ id, version: 2 }),
        }),
      ]);
      answers.push(answer.text);
    }
    const unversioned = await boss('put', `/keys/${id}`, { body });
    expect(unversioned.status).toBe(400);
    // Revoking waits for nobody to look again.
    expect((await boss('delete', `/keys/${id}`)).status).toBe(204);
    const again = await boss('delete', `/keys/${id}`);
    expect([again.status, again.body.error.message]).toEqual([
      409,
      expect.stringContaining('was revoked by Boss at'),
    ]);
  });

  it('records what was done to a key, with before and after, in the projects it is for', async () => {
    const { id, name } = await newKey();
    await boss('put', `/keys/${id}`, {
      body: { ...FIELDS, name: `${name} B`, mayNamePeople: true },
      ifMatch: '"1"',
    });
    const rotated = await boss('post', `/keys/${id}/rotate`, {
      body: { overlapHours: 1 },
      ifMatch: '"2"',
    });
    tokens.push(rotated.body.token);
    await boss('delete', `/keys/${id}`);

    const recorded = (kind: string) =>
      backend.recorded(`key-write.${kind}`, `key:${id}`, 'succeeded');
    const before = { ...FIELDS, name };
    const after = { ...FIELDS, name: `${name} B`, mayNamePeople: true };
    expect(await recorded('create')).toMatchObject({
      actor: { ref: 'user:default/boss' },
      severity: 'medium',
      targets: [{ ref: `key:${id}`, title: name }, { ref: RETAIL }],
      projects: [{ ref: RETAIL }],
      meta: { before: null, after: before },
    });
    expect(await recorded('update')).toMatchObject({
      targets: [{ ref: `key:${id}`, title: `${name} B` }, { ref: RETAIL }],
      meta: { before, after },
    });
    const { at, previousWorksUntil } = rotated.body.key.rotation;
    expect(await recorded('rotate')).toMatchObject({
      meta: {
        overlapHours: 1,
        before: { issuedAt: null, previousWorksUntil: null },
        after: { issuedAt: at, previousWorksUntil },
      },
    });
    expect(await recorded('revoke')).toMatchObject({
      meta: {
        before: { ...after, revoked: false },
        after: { ...after, revoked: true },
      },
    });
  });

  it('records attempts that were refused, with what was asked for', async () => {
    const { id, name } = await newKey();
    const attempts = [
      [
        'update',
        'put',
        `/keys/${id}`,
        { ...FIELDS, name: 'Mine', projects: 'any' },
      ],
      ['rotate', 'post', `/keys/${id}/rotate`, { overlapHours: 720 }],
      ['revoke', 'delete', `/keys/${id}`, undefined],
    ] as const;
    for (const [kind, method, path, body] of attempts) {
      await backend.call('engineer', method, path, { body, ifMatch: '"1"' });
      expect(
        await backend.recorded(`key-write.${kind}`, `key:${id}`, 'denied'),
      ).toMatchObject({
        actor: { ref: 'user:default/jane' },
        targets: [{ ref: `key:${id}`, title: name }, { ref: RETAIL }],
        meta: {
          before: { ...FIELDS, name },
          ...(kind === 'update' && {
            after: { name: 'Mine', projects: 'any' },
          }),
        },
      });
    }
    const project = 'system:default/janes';
    const asked = { ...FIELDS, name: 'Jane’s own', projects: [project] };
    await backend.call('engineer', 'post', '/keys', { body: asked });
    expect(
      await backend.recorded('key-write.create', project, 'denied'),
    ).toMatchObject({ meta: { keyName: 'Jane’s own', after: asked } });
  });

  it('leaves no token in what is recorded or answered', async () => {
    let cursor = '';
    let recorded = '';
    do {
      const { body, text } = await backend.call(
        'service',
        'get',
        `/events?limit=200&from=2000-01-01T00:00:00Z${cursor}`,
      );
      recorded += text;
      cursor = body.pageInfo.nextCursor
        ? `&cursor=${body.pageInfo.nextCursor}`
        : '';
    } while (cursor);
    expect(recorded.includes('audit-log.key-write.create')).toBe(true);
    expect(tokens.length).toBeGreaterThan(10);
    for (const token of tokens) {
      const secret = token.slice(17, 40);
      expect([recorded, ...answers].some(text => text.includes(secret))).toBe(
        false,
      );
    }
  });
});
