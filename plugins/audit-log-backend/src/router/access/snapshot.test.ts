// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestDatabases } from '@backstage/backend-test-utils';
import { AccessDecider } from 'backstage-plugin-audit-log-node';
import { eventually } from '../../__testUtils__/eventually';
import { AccessStore } from '../../access/store/AccessStore';
import {
  given,
  PEOPLE,
  startMembersBackend,
  type Who,
} from './__testUtils__/startMembersBackend';

/** As setTimeout has it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('the snapshot on %s', id => {
  let started: Awaited<ReturnType<typeof startMembersBackend<void>>>;
  let store: AccessStore;

  let waits: jest.SpyInstance;

  beforeAll(async () => {
    started = await startMembersBackend(
      await databases.init(id),
      async () => {},
    );
    store = started.store;
  });
  beforeEach(() => {
    const { waitForOther } = AccessStore.prototype;
    waits = jest
      .spyOn(AccessStore.prototype, 'waitForOther')
      .mockImplementation(function withoutEnd(
        this: AccessStore,
        version,
        milliseconds,
        signal,
      ) {
        // What is waited for at all does not end by itself: a test that nothing ends it for does not end either.
        const most = milliseconds > 0 ? LONGEST_TIMER_MS : 0;
        return waitForOther.call(this, version, most, signal);
      });
  });

  afterEach(() => jest.restoreAllMocks());

  const get = (query: string, who: Who) =>
    started.get(`/access/snapshot${query}`, who);
  const give = (subject: string) =>
    store.change({}, async transaction => {
      await given(transaction).assignment('auditor', subject);
    });
  const auditLogOf = (body: any, userEntityRef: string) =>
    AccessDecider.create(body).decide(
      { userEntityRef, ownershipEntityRefs: [] },
      'audit-log.read',
    ).kind;
  /** A request whose answer is not there yet, on a connection that can be cut. */
  const waiting = async (query: string) => {
    const { port } = started.backend.server.address() as AddressInfo;
    const sent = httpRequest({
      port,
      path: `/api/audit-log/v1/access/snapshot${query}`,
      headers: { Authorization: PEOPLE.plugin },
    });
    const answer = once(sent, 'response') as Promise<[IncomingMessage]>;
    answer.catch(() => {});
    sent.end();
    const { value } = await eventually(
      async () => waits.mock.results.at(-1)!,
      found => found !== undefined,
    );
    return { sent, answer, wait: value as Promise<unknown> };
  };

  it.each([
    ['nobody', 401],
    ['jane', 403],
    ['auditor', 403],
    ['administrator', 403],
    ['service', 200],
    ['plugin', 200],
  ] as const)('is given to %s with %i', async (who, status) => {
    expect((await get('', who)).status).toBe(status);
  });

  it('is what decides, with what was changed on another replica a moment ago', async () => {
    const before = await get('', 'plugin');
    expect(auditLogOf(before.body, 'user:default/boss')).toBe('organization');
    expect(auditLogOf(before.body, 'user:default/joe')).toBe('none');
    await give('user:default/joe');
    const { body } = await get(
      `?after=${encodeURIComponent(before.body.version)}`,
      'plugin',
    );
    expect(auditLogOf(body, 'user:default/joe')).toBe('organization');
    const again = await get(
      `?after=${encodeURIComponent(body.version)}`,
      'plugin',
    );
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('is waited for, until something changes', async () => {
    const { version } = (await get('', 'plugin')).body;
    waits.mockClear();
    const { answer } = await waiting(
      `?after=${encodeURIComponent(version)}&wait=30`,
    );
    await give('user:default/jane');
    const [response] = await answer;
    expect(response.statusCode).toBe(200);
    const chunks = await response.toArray();
    const body = JSON.parse(Buffer.concat(chunks).toString());
    expect(auditLogOf(body, 'user:default/jane')).toBe('organization');
  });

  it('is not waited for any longer when nobody listens', async () => {
    const { version } = (await get('', 'plugin')).body;
    waits.mockClear();
    const { sent, wait } = await waiting(
      `?after=${encodeURIComponent(version)}&wait=30`,
    );
    sent.destroy();
    expect(await wait).toBeUndefined();
  });

  it.each(['?wait=31', '?wait=-1', '?wait=soon', '?after='])(
    'refuses %s',
    async query => {
      expect((await get(query, 'plugin')).status).toBe(400);
    },
  );

  // The last one: nothing answers after it.
  it('is not waited for any longer when the backend stops', async () => {
    const { version } = (await get('', 'plugin')).body;
    waits.mockClear();
    const { answer } = await waiting(
      `?after=${encodeURIComponent(version)}&wait=30`,
    );
    const stopped = started.backend.stop();
    const [response] = await answer;
    expect(response.statusCode).toBe(304);
    response.resume();
    await stopped;
  });
});
