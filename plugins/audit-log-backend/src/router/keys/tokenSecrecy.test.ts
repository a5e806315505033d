// SPDX-License-Identifier: Apache-2.0
import type { RootLoggerService } from '@backstage/backend-plugin-api';
import {
  mockServices,
  type ServiceMock,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { eventually } from '../../__testUtils__/eventually';
import { mintToken } from '../../access/keys/keyToken';
import { startMembersBackend } from '../access/__testUtils__/startMembersBackend';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const SOURCE = '/ci';

/** Every row of every table. */
async function everythingStored(knex: Knex): Promise<string> {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const answer = await knex.raw(
    isPostgres
      ? `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`
      : `SELECT name FROM sqlite_master WHERE type = 'table'`,
  );
  const tables: { name: string }[] = answer.rows ?? answer;
  const contents = [];
  for (const { name } of tables) {
    contents.push(`${name}: ${JSON.stringify(await knex(name))}`);
  }
  return contents.join('\n');
}

/** What stands around a text, wherever it stands. */
function around(text: string, part: string): string[] {
  return text
    .split(part)
    .slice(0, -1)
    .map(before => before.slice(-200));
}

describe.each(databases.eachSupportedId())('Tokens on %s', id => {
  it('are in no log, no table and no event, whatever is done with them', async () => {
    const knex = await databases.init(id);
    const logger: ServiceMock<RootLoggerService> =
      mockServices.rootLogger.mock();
    logger.child.mockReturnValue(logger);
    const { backend, call } = await startMembersBackend(knex, async () => {}, {
      features: [logger.factory],
    });
    const boss = async (
      method: 'post' | 'put' | 'delete',
      path: string,
      body?: object,
      ifMatch?: string,
    ) => (await call('administrator', method, path, { body, ifMatch })).body;
    const report = (token: string, body: object = {}) =>
      request(backend.server)
        .post('/api/audit-log/v1/events')
        .set('Authorization', `Bearer ${token}`)
        .set('User-Agent', `curl ${token}`)
        .send({ id: 'a', source: SOURCE, action: 'built', ...body });

    const create = (name: string) =>
      boss('post', '/keys', { name, sources: [SOURCE], projects: [] });
    const { key, token: first } = await create('Build server');
    const path = `/keys/${key.id}`;
    const { token: second } = await boss(
      'post',
      `${path}/rotate`,
      { overlapHours: 0 },
      '"1"',
    );
    const { token: wrong } = mintToken(key.tokenBeginning.slice(5));
    const cut = second.slice(0, -1);

    const statuses = [];
    for (const token of [second, first, wrong, cut]) {
      // Those who paste their token anywhere.
      const { status } = await report(token, {
        id: token,
        meta: { note: `sent with ${token}`, [token]: token },
        targets: [{ ref: 'build:1', title: token }],
      });
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 401, 401, 401]);
    expect((await report(second, { source: '/other' })).status).toBe(200);
    await call('administrator', 'get', `/keys?q=${second}`);
    await call('administrator', 'get', `/keys/${second}`);
    await boss('post', '/keys', { name: second, sources: [], projects: [] });
    await boss('delete', path);
    expect((await report(second)).status).toBe(401);

    const refused = async () => {
      const { body } = await call(
        'service',
        'get',
        '/events?plugin=audit-log&event=key-use&limit=200',
      );
      return body.items as AuditEvent[];
    };
    const events = await eventually(refused, items => items.length === 5);
    const keyRef = `key:${key.id}`;
    expect(
      events.map(({ actor, meta, targets: [target] }) => [
        meta.reason,
        actor.ref,
        target?.ref,
      ]),
    ).toEqual([
      ['revoked', keyRef, keyRef],
      ['source', keyRef, keyRef],
      ['unknown', undefined, undefined],
      ['unknown', undefined, keyRef],
      ['rotated', keyRef, keyRef],
    ]);
    expect(events[0]).toMatchObject({
      action: 'audit-log.key-use.refuse',
      severity: 'medium',
      outcome: 'denied',
      actor: { type: 'service', title: 'Build server' },
      targets: [{ title: 'Build server' }],
      request: { address: '127.0.0.1', path: '/api/audit-log/v1/events' },
      meta: { count: 1 },
    });

    await backend.stop();
    const logged = JSON.stringify(
      [logger.debug, logger.info, logger.warn, logger.error].flatMap(
        ({ mock }) => mock.calls,
      ),
    );
    const stored = await everythingStored(knex);
    expect(logged).toContain('audit-log.key-write');
    expect(stored).toContain('Build server');
    for (const token of [first, second, wrong]) {
      const secret = token.slice(17, 47);
      expect(around(logged, secret)).toEqual([]);
      expect(around(stored, secret)).toEqual([]);
    }
  });
});
