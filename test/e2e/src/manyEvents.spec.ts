// SPDX-License-Identifier: Apache-2.0
import type { EventPage } from 'backstage-plugin-audit-log-common';
import { AuditLogsPage } from './pages/AuditLogsPage';
import { administrator, engineer } from './people';
import { expect, test } from './test';
import { untilBaseline } from './untilBaseline';

const EVENTS = 100_000;
/** Of a page. */
const LIMIT = 1000;

test.use({ portalSetup: { name: 'many-events', events: EVENTS } });

test.describe('a hundred thousand events', () => {
  // What is recorded later than it happened would be new at the head of a page that was read already.
  test.beforeAll(async ({ clientOf }) => {
    const from = new Date().toISOString();
    await clientOf(engineer);
    const client = await clientOf(administrator);
    const signIn = { action: 'auth.sign-in.start', actor: engineer.ref, from };
    await expect
      .poll(async () => (await client.page(signIn)).items.length)
      .toBe(1);
    await untilBaseline(client);
  });

  test('to the end and back, none missing and none twice, while new ones arrive', async ({
    clientOf,
  }) => {
    const client = await clientOf(administrator);
    const priya = await clientOf(engineer);
    const query = { limit: LIMIT, '-plugin': 'audit-log' };
    const first = await client.page(query);
    const pages: string[][] = [];
    let page: EventPage = first;
    let arrived = 0;
    const arrive = async () => {
      arrived += 1;
      await priya.json('/api/catalog/refresh', {
        method: 'POST',
        body: { entityRef: 'component:default/booking-service' },
      });
    };

    for (;;) {
      pages.push(page.items.map(({ id }) => id));
      const cursor = page.pageInfo.nextCursor;
      if (cursor === undefined) {
        break;
      }
      if (pages.length % 10 === 0) {
        await arrive();
      }
      page = await client.page({ ...query, cursor });
    }
    const seen = pages.flat();
    expect(new Set(seen).size).toBe(seen.length);
    // Those that were there when the first page was read.
    const { total } = await client.json<{
      total: { count: number; exact: boolean };
    }>('/api/audit-log/v1/events/summary', {
      query: {
        from: first.window.from!,
        to: first.window.to!,
        '-plugin': 'audit-log',
      },
    });
    expect(total).toEqual({ count: seen.length, exact: true });
    expect(seen.length).toBeGreaterThanOrEqual(EVENTS);

    for (const expected of pages.slice(0, -1).reverse()) {
      const cursor = page.pageInfo.previousCursor;
      expect(cursor).toBeDefined();
      page = await client.page({ ...query, cursor: cursor! });
      expect(page.items.map(({ id }) => id)).toEqual(expected);
    }
    expect(page.pageInfo.previousCursor).toBeUndefined();

    // They did arrive: in the order of the ledger, and at the head of a new search.
    expect(arrived).toBeGreaterThan(5);
    await expect
      .poll(async () => {
        const { items } = await client.page(query);
        return items.filter(
          ({ action, occurredAt }) =>
            action === 'catalog.entity-mutate.refresh' &&
            occurredAt >= first.window.to!,
        ).length;
      })
      .toBe(arrived);
  });

  test('every event once by sequence, as machines read them', async ({
    clientOf,
  }) => {
    const client = await clientOf(administrator);
    const sequences: (number | undefined)[] = [];
    let cursor: string | undefined;
    for (;;) {
      const page: EventPage = await client.page({
        order: 'sequence',
        limit: LIMIT,
        ...(cursor && { cursor }),
      });
      if (page.items.length === 0) {
        break;
      }
      sequences.push(...page.items.map(({ sequence }) => sequence));
      cursor = page.pageInfo.nextCursor;
      // Reading is on record, too: where it takes longer than giving numbers does, there is always one event more.
      if (sequences.length > EVENTS && page.items.length < LIMIT) {
        break;
      }
    }
    expect(sequences).toEqual(sequences.map((_, index) => index));
    expect(sequences.length).toBeGreaterThanOrEqual(EVENTS);
  });

  test('page by page on screen, forward and back', async ({
    browserOf,
    clientOf,
  }) => {
    const client = await clientOf(administrator);
    const priya = await clientOf(engineer);
    const page = await browserOf(administrator);
    // Signing in is on record a moment later, and would be new at the head of the first page.
    await page.goto('/catalog');
    await expect
      .poll(
        async () =>
          (
            await client.events({
              action: 'auth.sign-in.start',
              actor: administrator.ref,
            })
          ).filter(({ request }) => request?.userAgent?.includes('Chrome'))
            .length,
      )
      .toBe(1);
    const auditLogs = await AuditLogsPage.open(
      page,
      'limit=100&-plugin=audit-log',
    );
    const count = page.getByText(/^[\d,]+–[\d,]+ of [\d,]+ events$/);
    await expect(count).toHaveText(/^1–100 of 100,\d{3} events$/);

    const shown: string[][] = [];
    for (const span of ['1–100', '101–200', '201–300', '301–400']) {
      await expect(count).toHaveText(new RegExp(`^${span} of`));
      await auditLogs.loaded();
      shown.push(await auditLogs.shownTimes());
      await priya.json('/api/catalog/refresh', {
        method: 'POST',
        body: { entityRef: 'component:default/booking-service' },
      });
      await auditLogs.next.click();
    }
    await expect(count).toHaveText(/^401–500 of/);
    for (const [index, span] of [
      [3, '301–400'],
      [2, '201–300'],
      [1, '101–200'],
      [0, '1–100'],
    ] as const) {
      await auditLogs.previous.click();
      await expect(count).toHaveText(new RegExp(`^${span} of`));
      await auditLogs.loaded();
      expect(await auditLogs.shownTimes()).toEqual(shown[index]);
    }
    await expect(auditLogs.previous).toBeDisabled();

    const newestShown = shown[0][0];
    const listed = await client.page({
      '-plugin': 'audit-log',
      limit: 400,
      to: new Date(new Date(newestShown).getTime() + 1).toISOString(),
    });
    expect(listed.items.map(({ occurredAt }) => occurredAt)).toEqual(
      shown.flat(),
    );
  });
});
