// SPDX-License-Identifier: Apache-2.0
import {
  RETAIL,
  startGuardedBackend,
  type Who,
} from '../access/__testUtils__/startGuardedBackend';

describe('readings of the audit log', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  const readingsOf = async (actor: string, count: number) => {
    const items = await backend.events(
      `plugin=audit-log&actor=${actor}&-event=startup-check&order=oldest`,
      found => found.length >= count,
    );
    return items.map(({ action, outcome, meta }) => ({
      action,
      outcome,
      meta,
    }));
  };
  const as = (who: Who) => (path: string) => backend.get(path, who);

  it('are recorded once for each request of a person, with what was asked for', async () => {
    const get = as('administrator');
    const search = 'plugin=toy&from=2020-01-01T00:00:00Z&-outcome=denied';
    const first = await get(`/events?${search}&limit=1`);
    const cursor = first.body.pageInfo.nextCursor;
    const second = await get(`/events?${search}&limit=1&cursor=${cursor}`);
    expect(second.body.items).toHaveLength(1);
    // A summary of what was just listed is the same reading; one of something else is not, until it is listed.
    await get(`/events/summary?${search}`);
    await get('/events/summary?plugin=other');
    await get('/events/summary?plugin=other&facet=actor');
    await get('/events?plugin=other');
    await get(`/events/${RETAIL.id}`);
    await get('/event-types');
    await get(`/events/export?${search}&format=csv`);

    const asked = {
      plugin: ['toy'],
      '-outcome': ['denied'],
      from: '2020-01-01T00:00:00.000Z',
      to: first.body.window.to,
    };
    expect(await readingsOf('user:default/boss', 4)).toEqual([
      {
        action: 'audit-log.events-read.search',
        outcome: 'succeeded',
        meta: { queryType: 'search', ...asked, limit: 1, count: 1 },
      },
      {
        action: 'audit-log.events-read.search',
        outcome: 'succeeded',
        meta: expect.objectContaining({ plugin: ['other'] }),
      },
      {
        action: 'audit-log.events-read.event',
        outcome: 'succeeded',
        meta: { queryType: 'event', id: RETAIL.id },
      },
      {
        action: 'audit-log.events-export',
        outcome: 'succeeded',
        meta: { ...asked, to: expect.any(String), format: 'csv', count: 2 },
      },
    ]);
  });

  it('are recorded as denied when they are refused', async () => {
    const get = as('jane');
    await get('/events?plugin=toy');
    await get('/events/summary');
    await get('/events/export?format=ndjson');
    await get(`/events/${RETAIL.id}`);
    await get('/event-types');
    const readings = await readingsOf('user:default/jane', 5);
    expect(readings.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['audit-log.events-read.search', 'denied'],
      ['audit-log.events-read.search', 'denied'],
      ['audit-log.events-export', 'denied'],
      ['audit-log.events-read.event', 'denied'],
      ['audit-log.events-read.types', 'denied'],
    ]);
  });

  it('are recorded of services when they search and export, not while they page', async () => {
    const get = as('readingService');
    const { body } = await get('/events?order=sequence&limit=1');
    await get(
      `/events?order=sequence&limit=1&cursor=${body.pageInfo.nextCursor}`,
    );
    await get(`/events/${RETAIL.id}`);
    await get('/events/export?format=ndjson');
    const readings = await readingsOf('external:reports', 2);
    expect(readings.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['audit-log.events-read.search', 'succeeded'],
      ['audit-log.events-export', 'denied'],
    ]);
  });

  it('are recorded as failed when there is no such event', async () => {
    await as('memberOfAdministrators')(
      '/events/00000000-0000-4000-8000-000000000000',
    );
    expect(await readingsOf('user:default/member', 1)).toEqual([
      {
        action: 'audit-log.events-read.event',
        outcome: 'failed',
        meta: expect.anything(),
      },
    ]);
  });
});
