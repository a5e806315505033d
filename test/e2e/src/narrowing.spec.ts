// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { AuditLogsPage } from './pages/AuditLogsPage';
import {
  administrator,
  engineer,
  otherAdministrator,
  type Person,
} from './people';
import type { CatalogFiles } from './portal/CatalogFiles';
import type { PortalClient } from './PortalClient';
import { registerComponent } from './registerComponent';
import { expect, test } from './test';

/** A word that is in every event of a test of this file and in no other. */
const MARK = 'p12mark';

/** Events that differ in everything a filter can ask for, newest first. */
async function causeEvents(
  clientOf: (person: Person) => Promise<PortalClient>,
  catalogFiles: CatalogFiles,
): Promise<readonly AuditEvent[]> {
  const client = await clientOf(administrator);
  const priya = await clientOf(engineer);
  const booking = await registerComponent({
    client: priya,
    catalogFiles,
    name: `${MARK}-booking`,
    title: 'Narrowed Booking',
  });
  const tracking = await registerComponent({
    client,
    catalogFiles,
    name: `${MARK}-tracking`,
    title: 'Narrowed Tracking',
    system: 'shipment-tracking',
  });
  for (const [who, { ref }] of [
    [priya, booking],
    [client, booking],
    [client, tracking],
  ] as const) {
    await who.json('/api/catalog/refresh', {
      method: 'POST',
      body: { entityRef: ref },
    });
  }
  const location = { type: 'url', target: booking.url };
  const again = await priya.request('/api/catalog/locations', {
    method: 'POST',
    body: location,
  });
  expect(again.status).toBe(409);
  await priya.request('/api/catalog/locations', {
    method: 'POST',
    body: location,
    query: { dryRun: 'true' },
  });
  await priya.json('/api/scaffolder/v2/tasks', {
    method: 'POST',
    body: {
      templateRef: 'template:default/new-service',
      values: {
        name: `${MARK}-service`,
        owner: 'group:default/booking',
        system: 'system:default/freight-booking',
      },
    },
  });
  // Two registrations and the component and location that came of each, three refreshes, a failure, a dry run, and
  // the run of a template.
  let events: AuditEvent[] = [];
  await expect
    .poll(
      async () => {
        events = await client.events({ q: MARK, '-plugin': 'audit-log' });
        return events.length;
      },
      { timeout: 120_000 },
    )
    .toBe(12);
  return events;
}

interface Filter {
  readonly title: string;
  readonly name: string;
  /** The value of an event, if it has one. */
  readonly of: (event: AuditEvent) => string | undefined;
  readonly value: string;
}

const FILTERS: readonly Filter[] = [
  {
    title: 'Actor',
    name: 'actor',
    of: ({ actor }) => actor.ref,
    value: engineer.ref,
  },
  {
    title: 'Action',
    name: 'action',
    of: ({ action }) => action,
    value: 'catalog.entity-mutate.refresh',
  },
  {
    title: 'Target',
    name: 'target',
    of: ({ targets }) => targets[0]?.ref,
    value: `component:default/${MARK}-booking`,
  },
  {
    title: 'Project',
    name: 'project',
    of: ({ projects }) => projects[0]?.ref,
    value: 'system:default/shipment-tracking',
  },
  {
    title: 'Plugin',
    name: 'plugin',
    of: ({ plugin }) => plugin,
    value: 'scaffolder',
  },
  {
    title: 'Category',
    name: 'category',
    of: ({ category }) => category,
    value: 'catalog',
  },
  {
    title: 'Event',
    name: 'event',
    of: ({ event }) => event,
    value: 'location-mutate',
  },
];

/** P12: filters narrow by time range and by everything an event carries. */
test.describe('narrowing', () => {
  // Not a fixture of the worker, which would have a portal of its own then.
  const events: AuditEvent[] = [];
  test.beforeAll(async ({ clientOf, catalogFiles }) => {
    events.push(...(await causeEvents(clientOf, catalogFiles)));
  });

  for (const { title, name, of, value } of FILTERS) {
    test(`by ${title}, and by all but it`, async ({ browserOf }) => {
      const found = events.filter(event => of(event) === value);
      const others = events.filter(event => of(event) !== value);
      expect(found.length).toBeGreaterThan(0);
      expect(others.length).toBeGreaterThan(0);
      // Without what these tests read themselves; not by the filter that is tested, which takes or leaves out.
      const without = [
        ['q', MARK],
        [title === 'Plugin' ? '-category' : '-plugin', 'audit-log'],
      ];
      const auditLogs = await AuditLogsPage.open(
        await browserOf(administrator),
        String(new URLSearchParams(without)),
      );

      await auditLogs.enterFilter(title, value);
      expect(await auditLogs.shownTimes()).toEqual(timesOf(found));

      const excluding = await AuditLogsPage.open(
        await browserOf(administrator),
        String(new URLSearchParams([...without, [`-${name}`, value]])),
      );
      expect(await excluding.shownTimes()).toEqual(timesOf(others));
    });
  }

  test('by outcome and severity, as the filters offer them', async ({
    browserOf,
  }) => {
    const auditLogs = await AuditLogsPage.open(
      await browserOf(administrator),
      `q=${MARK}&-plugin=audit-log`,
    );
    await auditLogs.chooseFilter('Outcome', /^Failed/);
    expect(await auditLogs.shownTimes()).toEqual(
      timesOf(events.filter(({ outcome }) => outcome === 'failed')),
    );
    await auditLogs.clearFilters();

    await auditLogs.search(MARK);
    await auditLogs.chooseFilter('Severity', /^Low/);
    const low = events.filter(({ severity }) => severity === 'low');
    expect(low.length).toBeGreaterThan(0);
    expect(
      (await auditLogs.shownEvents()).filter(
        ({ plugin }) => plugin === 'catalog',
      ),
    ).toHaveLength(low.length);
  });

  test('by address and by operation', async ({ browserOf }) => {
    const failed = events.find(({ outcome }) => outcome === 'failed')!;
    const auditLogs = await AuditLogsPage.open(await browserOf(administrator));
    await auditLogs.enterFilter('Operation', failed.operationId);
    expect(await auditLogs.shownTimes()).toEqual([failed.occurredAt]);
    await auditLogs.enterFilter('Address', failed.request!.address!);
    expect(await auditLogs.shownTimes()).toEqual([failed.occurredAt]);
    await auditLogs.clearFilters();

    await auditLogs.enterFilter('Address', '192.0.2.1');
    expect(await auditLogs.shownTimes()).toEqual([]);
  });

  test('by time', async ({ browserOf }) => {
    const [newest] = events;
    const early = events[events.length - 3];
    const window = new URLSearchParams({
      q: MARK,
      '-plugin': 'audit-log',
      from: early.occurredAt,
      to: newest.occurredAt,
    });
    const auditLogs = await AuditLogsPage.open(
      await browserOf(administrator),
      String(window),
    );
    const within = events.filter(
      ({ occurredAt }) =>
        occurredAt >= early.occurredAt && occurredAt < newest.occurredAt,
    );
    expect(within.length).toBeGreaterThan(0);
    expect(await auditLogs.shownTimes()).toEqual(timesOf(within));

    await auditLogs.chooseTimeRange('Past hour');
    expect(await auditLogs.shownTimes()).toEqual(timesOf(events));
  });

  test('a filtered view survives reload, and a link shows a colleague the same', async ({
    browserOf,
  }) => {
    const page = await browserOf(administrator);
    const auditLogs = await AuditLogsPage.open(page);
    await auditLogs.search(MARK);
    await auditLogs.chooseTimeRange('Past 24 hours');
    await auditLogs.enterFilter('Plugin', 'catalog');
    await auditLogs.enterFilter('Actor', engineer.ref);
    await page.getByRole('button', { name: 'Newest first' }).click();
    await auditLogs.loaded();
    const shown = await auditLogs.shownEvents();
    expect(shown.map(({ time }) => time)).toEqual(
      timesOf(
        events.filter(
          ({ plugin, actor }) =>
            plugin === 'catalog' && actor.ref === engineer.ref,
        ),
      ).reverse(),
    );
    const details = await auditLogs.openEvent(
      auditLogs.row('Refreshed entity'),
      'Refreshed entity',
    );
    await expect(details.section('Who')).toContainText(engineer.ref);

    await page.reload();
    await expect(details.section('Who')).toContainText(engineer.ref);
    await details.close();
    // The event that is open is there before the list of them can be.
    await auditLogs.loaded();
    expect(await auditLogs.shownEvents()).toEqual(shown);

    const colleague = await browserOf(otherAdministrator);
    await colleague.goto(page.url());
    const theirs = AuditLogsPage.on(colleague);
    await theirs.loaded();
    expect(await theirs.shownEvents()).toEqual(shown);
  });
});

function timesOf(events: readonly AuditEvent[]): string[] {
  return events.map(({ occurredAt }) => occurredAt);
}
