// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { QuarantinedEvent } from 'backstage-plugin-audit-log-common';
import { eventually } from '../../__testUtils__/eventually';
import {
  RETAIL,
  SENDERS,
  startIngestion,
} from './__testUtils__/startIngestion';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'the quarantine on %s',
  databaseId => {
    let api: Awaited<ReturnType<typeof startIngestion>>;
    let ci: any;
    let cd: any;

    beforeAll(async () => {
      api = await startIngestion({ knex: await databases.init(databaseId) });
      ci = await api.newKey({ name: 'CI', sources: ['ci', 'ci/*'] });
      cd = await api.newKey({
        name: 'CD',
        sources: ['cd'],
        projects: [RETAIL],
      });
      await api.report(ci.authorization, [
        { id: '1', source: 'ci', type: 'a', outcome: 'great' },
        {
          id: '2',
          source: 'ci/%',
          type: 'b',
          occurredAt: '2001-01-01T00:00:00Z',
        },
        { id: '3', source: 'ci/_', type: 'c', severity: 1 },
        { id: '4', source: 'elsewhere', type: 'd' },
      ]);
      await api.report(cd.authorization, [
        {
          id: '5',
          source: 'cd',
          type: 'e',
          projects: ['system:default/billing'],
        },
      ]);
      await api.report(SENDERS.plugin, [{ id: '6', action: 'catalog.delete' }]);
    });

    const list = async (query = '') => {
      const { status, body } = await api.call(
        'administrator',
        'get',
        `/quarantine?${query}`,
      );
      if (status !== 200) {
        throw new Error(body.error.message);
      }
      return body as {
        items: QuarantinedEvent[];
        total: number;
        nextCursor?: string;
      };
    };
    const ids = ({ items }: { items: readonly QuarantinedEvent[] }) =>
      items.map(({ sourceId }) => sourceId).sort();

    it('is found by key, source and reason', async () => {
      expect(ids(await list())).toEqual(['1', '2', '3', '4', '5', '6']);
      expect(ids(await list(`key=${cd.id}`))).toEqual(['5']);
      expect(ids(await list(`key=${ci.id}&reason=invalid`))).toEqual([
        '1',
        '3',
      ]);
      expect(ids(await list('reason=late'))).toEqual(['2']);
      expect(ids(await list('reason=plugin'))).toEqual(['6']);
      expect(ids(await list(`source=${encodeURIComponent('ci/%')}`))).toEqual([
        '2',
      ]);
      expect(ids(await list('source=ci/_'))).toEqual(['3']);
      expect(await list('source=nowhere')).toEqual({ items: [], total: 0 });
      await expect(list('reason=boredom')).rejects.toThrow('reason: must be');
      await expect(list('key=1')).rejects.toThrow('key: must be');
      await expect(list('cursor=x')).rejects.toThrow('cursor: must be');
    });

    it.each([1, 2, 4])('is paged by %s, the latest first', async limit => {
      const pages: QuarantinedEvent[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(
          `limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`,
        );
        expect(page.total).toBe(6);
        pages.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      expect(ids({ items: pages })).toEqual(['1', '2', '3', '4', '5', '6']);
      const times = pages.map(({ receivedAt }) => receivedAt);
      expect(times).toEqual([...times].sort().reverse());
    });

    it('keeps the same once, and what became right no longer', async () => {
      const bad = {
        id: 'bad',
        source: 'ci',
        type: 'a',
        meta: { secret: 'abc' },
      };
      const [first] = await api.report(ci.authorization, [
        { ...bad, outcome: 'great' },
      ]);
      const again = await api.report(ci.authorization, [
        { ...bad, outcome: 'great' },
        { ...bad, outcome: 'great' },
        { ...bad, outcome: 'awful' },
        { ...bad, outcome: 'failed' },
      ]);
      expect(again.map(({ status }) => status)).toEqual([
        'quarantined',
        'quarantined',
        'quarantined',
        'accepted',
      ]);
      expect(again[0].quarantineId).toBe(first.quarantineId);
      expect(again[2].quarantineId).not.toBe(first.quarantineId);

      const { body } = await api.call(
        'administrator',
        'get',
        `/quarantine/${first.quarantineId}`,
      );
      expect(body).toMatchObject({
        times: 3,
        content: { ...bad, meta: { secret: '[redacted]' }, outcome: 'great' },
      });
      expect(Date.parse(body.lastReceivedAt)).toBeGreaterThanOrEqual(
        Date.parse(body.receivedAt),
      );
    });

    it('keeps what a key may be allowed later, and records it then', async () => {
      const event = { id: 'later', source: 'nightly', type: 'a' };
      const [refused] = await api.report(ci.authorization, [event]);
      expect(refused.reason).toBe('source');
      const { status } = await api.call(
        'administrator',
        'put',
        `/keys/${ci.id}`,
        {
          body: {
            name: 'CI',
            sources: ['ci', 'ci/*', 'nightly'],
            projects: 'any',
            mayNamePeople: false,
            requestsPerMinute: 600,
            expiresAt: null,
          },
          ifMatch: `"${ci.version}"`,
        },
      );
      expect(status).toBe(200);
      const [accepted] = await api.report(ci.authorization, [event]);
      expect(accepted.status).toBe('accepted');
    });

    it('is read by those who read the whole log, and the reading is on record', async () => {
      const { items } = await list();
      for (const path of ['/quarantine', `/quarantine/${items[0].id}`]) {
        for (const [who, status] of [
          ['nobody', 401],
          ['jane', 403],
          ['administrator', 200],
          ['service', 200],
        ] as const) {
          const answer = await api.call(who, 'get', path);
          expect([path, who, answer.status]).toEqual([path, who, status]);
        }
      }
      const { status } = await api.call(
        'administrator',
        'get',
        '/quarantine/01900000-0000-7000-8000-000000000001',
      );
      expect(status).toBe(404);
      const readings = await api.events(
        'action=audit-log.quarantine-read&limit=1000',
        found => found.some(({ outcome }) => outcome === 'denied'),
      );
      expect(readings.map(({ actor }) => actor.ref)).toEqual(
        expect.arrayContaining(['user:default/boss', 'user:default/jane']),
      );
    });

    it('is closed to who reads one project', async () => {
      const { body: role } = await api.call('administrator', 'post', '/roles', {
        body: { name: 'Reader', permissions: ['LOG-MANAGEMENT'] },
      });
      // They are known once the catalog has been read.
      await eventually(
        () =>
          api.call('administrator', 'post', '/assignments', {
            body: {
              roles: [role.id],
              subjects: ['user:default/jane'],
              level: { kind: 'project', project: RETAIL },
            },
          }),
        ({ status }) => status === 200,
      );
      expect((await api.call('jane', 'get', '/events')).status).toBe(200);
      const answer = await api.call('jane', 'get', '/quarantine');
      expect([answer.status, answer.body.error.message]).toEqual([
        403,
        'This needs audit-log.read for the whole organization',
      ]);
    });
  },
);
