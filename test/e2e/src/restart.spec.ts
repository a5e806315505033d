// SPDX-License-Identifier: Apache-2.0
import type { EventPage } from 'backstage-plugin-audit-log-common';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, engineer } from './people';
import { expect, test } from './test';

/** Of a page. */
const LIMIT = 1000;

test('the trail survives a restart of the portal', async ({
  portal,
  browserOf,
  clientOf,
}) => {
  const priya = await clientOf(engineer);
  const entityRef = 'component:default/booking-service';
  await priya.json('/api/catalog/refresh', {
    method: 'POST',
    body: { entityRef },
  });
  // At once: what is still on its way must be written before the portal ends.
  await portal.restart();

  const client = await clientOf(administrator);
  const search = { target: entityRef, actor: engineer.ref };
  const newest = async () => (await client.events(search))[0];
  expect(await newest()).toMatchObject({
    action: 'catalog.entity-mutate.refresh',
    outcome: 'succeeded',
  });
  const auditLogs = await AuditLogsPage.open(
    await browserOf(administrator),
    `${new URLSearchParams(search)}`,
  );
  // By her account's name, if the catalog stopped before it could tell her own.
  await expect(
    auditLogs.row(/priya[ .]raman/i, 'Refreshed entity'),
  ).toHaveCount(1);

  // One order goes on where it was. An event is there before it has its place in it.
  await expect
    .poll(async () => (await newest()).sequence)
    .toEqual(expect.any(Number));
  const before = await newest();
  await (
    await clientOf(engineer)
  ).json('/api/catalog/refresh', { method: 'POST', body: { entityRef } });
  await expect
    .poll(async () => {
      const after = await newest();
      return after.sequence ?? -1;
    })
    .toBeGreaterThan(before.sequence!);
  const sequences: (number | undefined)[] = [];
  let page: EventPage | undefined;
  do {
    page = await client.page({
      order: 'sequence',
      limit: LIMIT,
      ...(page && { cursor: page.pageInfo.nextCursor! }),
    });
    sequences.push(...page.items.map(({ sequence }) => sequence));
  } while (page.items.length === LIMIT);
  expect(sequences).toEqual(sequences.map((_, index) => index));
  expect(sequences.length).toBeGreaterThan(before.sequence! + 1);
});
