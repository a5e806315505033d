// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import { startAskedServer } from './__testUtils__/startAskedServer';
import type { AccessSnapshot } from './AccessSnapshot';
import { RemoteAccess } from './RemoteAccess';

const JANE = { userEntityRef: 'user:default/jane', ownershipEntityRefs: [] };

const snapshot = (version: string, roles: string[][] = []): AccessSnapshot => ({
  version,
  roles,
  grants: roles.map((_, role) => ({ role })),
  people: { 'user:default/jane': roles.map((_, index) => index) },
  claims: {},
});

describe('RemoteAccess', () => {
  let server: Awaited<ReturnType<typeof startAskedServer>>;
  let stop: AbortController;
  let running: Promise<void>;
  const logger = mockServices.logger.mock();
  let access: RemoteAccess;

  beforeEach(async () => {
    jest.clearAllMocks();
    server = await startAskedServer();
    stop = new AbortController();
    access = RemoteAccess.create({
      auth: mockServices.auth({ pluginId: 'permission' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `${server.url}/api/${id}`,
      }),
      logger,
    });
    running = access.run(stop.signal);
  });

  afterEach(async () => {
    stop.abort();
    await running;
    server.close();
  });

  const decision = () => access.current()?.decide(JANE, 'audit-log.read').kind;

  it('asks as a service, and waits for what is newer than what it has', async () => {
    expect(access.current()).toBeUndefined();
    const first = await server.question();
    expect(first).toMatchObject({
      path: '/api/audit-log/v1/access/snapshot',
      query: { wait: '25' },
    });
    expect(first.query.after).toBeUndefined();
    expect(first.authorization).toContain('"plugin:permission"');
    expect(first.authorization).toContain('"audit-log"');
    first.answer(200, snapshot('1.&?'));

    const second = await server.question();
    expect(second.query).toEqual({ wait: '25', after: '1.&?' });
    expect(decision()).toBe('none');
    second.answer(304);

    const third = await server.question();
    expect(third.query.after).toBe('1.&?');
    third.answer(200, snapshot('2', [['audit-log.read']]));

    expect((await server.question()).query.after).toBe('2');
    expect(decision()).toBe('organization');
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('goes on from what it knows while the audit log is away, and says so once', async () => {
    (await server.question()).answer(200, snapshot('1', [['audit-log.read']]));
    (await server.question()).answer(503);
    (await server.question()).hangUp();
    const back = await server.question();
    expect(decision()).toBe('organization');
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).toContain(
      'what was last known counts',
    );
    expect(logger.info).not.toHaveBeenCalled();

    back.answer(200, snapshot('2'));
    (await server.question()).answer(304);
    await server.question();
    expect(decision()).toBe('none');
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('knows nothing, and says so, while the audit log has never been there', async () => {
    (await server.question()).answer(401, { error: { name: 'No' } });
    await server.question();
    expect(access.current()).toBeUndefined();
    expect(logger.warn.mock.calls[0][0]).toContain('is denied until it does');
  });

  it.each([
    ['no object', 'hello'],
    ['null', null],
    ['a list', []],
    ['another answer', { items: [] }],
    ['no version', { ...snapshot('2'), version: undefined }],
    ['a grant of no role', { ...snapshot('2'), grants: [{ role: 0 }] }],
    ['a role that is none', { ...snapshot('2'), roles: ['*'] }],
    ['a grant that is none', { ...snapshot('2'), people: { x: [0] } }],
    ['a negative index', { ...snapshot('2', [['*']]), claims: { x: [-1] } }],
    [
      'a project that is none',
      { ...snapshot('2', [['*']]), grants: [{ role: 0, project: null }] },
    ],
  ])('does not decide from %s', async (_, body) => {
    (await server.question()).answer(200, snapshot('1', [['audit-log.read']]));
    (await server.question()).answer(200, body);
    expect((await server.question()).query.after).toBe('1');
    expect(decision()).toBe('organization');
    expect(logger.warn.mock.calls[0][1]).toEqual({
      cause: expect.stringContaining('no access snapshot'),
    });
  });

  it('stops in the middle of waiting, without a word', async () => {
    await server.question();
    stop.abort();
    await running;
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
