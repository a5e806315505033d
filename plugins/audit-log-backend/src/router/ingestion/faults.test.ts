// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import { takeDatabaseAway } from '../../__testUtils__/takeDatabaseAway';
import { openRequest } from './__testUtils__/openRequest';
import { startIngestion } from './__testUtils__/startIngestion';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

const event = (id: string) => ({ id, source: 'ci', type: 'build' });

describe('what goes wrong while events are reported', () => {
  it('takes nothing of a key that was revoked while its body was on its way', async () => {
    const api = await startIngestion();
    const key = await api.newKey();
    const [before] = await api.report(key.authorization, [event('before')]);
    const slow = openRequest(api.backend.server.port(), key.authorization);
    await slow.write('[');
    const { status } = await api.call(
      'administrator',
      'delete',
      `/keys/${key.id}`,
      { ifMatch: `"${key.version}"` },
    );
    expect(status).toBeLessThan(300);
    slow.end(`${JSON.stringify(event('during'))}]`);

    const answer = await slow.answer;
    expect([answer.status, answer.body.error.message]).toEqual([
      401,
      expect.stringMatching(/was revoked at/),
    ]);
    const items = await api.events('plugin=external:ci', found =>
      found.some(({ id }) => id === before.eventId),
    );
    expect(items).toHaveLength(1);
  });

  it('refuses at once what is too many, and takes what others send', async () => {
    const api = await startIngestion();
    const [key, other] = [await api.newKey(), await api.newKey()];
    const port = api.backend.server.port();
    const slow = Array.from({ length: 8 }, () =>
      openRequest(port, key.authorization),
    );
    await Promise.all(slow.map(({ write }) => write('[')));

    let answer;
    do {
      answer = await api.post(key.authorization, '[]');
    } while (answer.status === 200);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
    expect(answer.body.error.message).toMatch(/send the same request again/);
    expect((await api.post(other.authorization, '[]')).status).toBe(200);

    slow.forEach(({ end }) => end(']'));
    const answers = await Promise.all(slow.map(request => request.answer));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await api.post(key.authorization, '[]')).status).toBe(200);
  });

  it('says so while the database is away, and records once when it is back', async () => {
    const knex = await databases.init('POSTGRES_18');
    const api = await startIngestion({ knex });
    const key = await api.newKey();
    await api.report(key.authorization, [event('1')]);
    const bringBack = await takeDatabaseAway(knex);

    const body = JSON.stringify([event('1'), event('2')]);
    const answer = await api.post(key.authorization, body);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);

    await bringBack();
    // As the sender was told to; a connection that was begun while it was away may be refused yet.
    const again = await eventually(
      () => api.post(key.authorization, body),
      ({ status }) => status === 200,
    );
    expect(again.body.items.map((item: any) => item.status)).toEqual([
      'duplicate',
      'accepted',
    ]);
    const once = await api.post(key.authorization, body);
    expect(once.body.items.map((item: any) => item.status)).toEqual([
      'duplicate',
      'duplicate',
    ]);
    await api.events('plugin=external:ci', items => items.length === 2);
  });

  it('records once what two replicas are sent at the same moment', async () => {
    const knex = await databases.init('POSTGRES_18');
    const replicas = [
      await startIngestion({ knex }),
      await startIngestion({ knex }),
    ];
    const { authorization } = await replicas[0].newKey();
    const events = Array.from({ length: 300 }, (_, n) => event(`twin-${n}`));
    const bad = [{ ...event('bad'), outcome: 'great' }];

    const answers = await Promise.all(
      [...replicas, ...replicas].map((replica, index) =>
        replica.report(
          authorization,
          index % 2 ? [...bad, ...events].reverse() : [...events, ...bad],
        ),
      ),
    );
    const told = events.map(({ id }) =>
      answers.map(items => items.find(item => item.id === id)!),
    );
    for (const of of told) {
      expect(new Set(of.map(({ eventId }) => eventId)).size).toBe(1);
      expect(of.filter(({ status }) => status === 'accepted')).toHaveLength(1);
    }
    const items = await replicas[1].events(
      'plugin=external:ci&limit=1000',
      found => found.length >= 300,
    );
    expect(items.map(({ id }) => id).sort()).toEqual(
      told.map(([{ eventId }]) => eventId).sort(),
    );
    const { body } = await replicas[0].call(
      'administrator',
      'get',
      '/quarantine',
    );
    expect([body.total, body.items[0].times]).toEqual([1, 4]);
  });
});
