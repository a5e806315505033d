// SPDX-License-Identifier: Apache-2.0
import request from 'supertest';
import {
  type Sender,
  SENDERS,
  startIngestion,
} from './__testUtils__/startIngestion';

describe('who may report events', () => {
  let api: Awaited<ReturnType<typeof startIngestion>>;
  const body = JSON.stringify({
    id: '1',
    source: 'ci',
    type: 'build',
    action: 'deployments.release',
  });

  beforeAll(async () => {
    api = await startIngestion();
  });

  it.each<[Sender, number, RegExp]>([
    ['nobody', 401, /credentials/i],
    ['jane', 403, /not by people; use an ingestion key/],
    ['pluginForJane', 403, /not by people; use an ingestion key/],
    ['administrator', 403, /not by people/],
    [
      'service',
      403,
      /external:test-service is no plugin of this portal.*ingestion key/,
    ],
    ['plugin', 200, /^$/],
  ])('%s gets %s', async (sender, status, message) => {
    const answer = await api.post(SENDERS[sender], body);
    expect(answer.status).toBe(status);
    expect(answer.body.error?.message ?? '').toMatch(message);
  });

  it('takes keys that work, and no others', async () => {
    const key = await api.newKey();
    const { status } = await api.post(key.authorization, body);
    expect(status).toBe(200);

    const wrong = key.authorization.replace(/.$/, (end: string) =>
      end === 'a' ? 'b' : 'a',
    );
    const refused = await api.post(wrong, body);
    expect(refused.status).toBe(401);
    expect(refused.body.error.message).toMatch(/ingestion key is not complete/);

    await api.call('administrator', 'delete', `/keys/${key.id}`, {
      ifMatch: `"${key.version}"`,
    });
    const revoked = await api.post(key.authorization, body);
    expect(revoked.status).toBe(401);
    expect(revoked.body.error.message).toMatch(/was revoked at/);
    expect(JSON.stringify(revoked.body)).not.toContain(
      key.authorization.slice(7),
    );
  });

  it('gives keys access to nothing else', async () => {
    const { authorization } = await api.newKey();
    for (const path of [
      '/events',
      '/events/summary',
      '/events/export?format=csv',
      '/events/01900000-0000-7000-8000-000000000001',
      '/quarantine',
      '/event-types',
      '/keys',
      '/roles',
    ]) {
      for (const header of [authorization, SENDERS.nobody]) {
        const { status } = await request(api.backend.server)
          .get(`/api/audit-log/v1${path}`)
          .set('Authorization', header);
        expect([path, status]).toEqual([path, 401]);
      }
    }
  });

  it('lets a key send as many requests as it may, and says when it may again', async () => {
    const key = await api.newKey({ requestsPerMinute: 2 });
    const answers = [];
    for (let sent = 0; sent < 3; sent++) {
      answers.push(await api.post(key.authorization, body));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    const [, , { headers, body: refused }] = answers;
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(30);
    expect(refused.error.message).toMatch(/may send 2 requests a minute/);
  });
});
