// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import {
  auditLog,
  currentParams,
  events,
  renderPage,
} from '../../__testUtils__/renderPage';
import { InMemoryAuditLog } from '../../../dev/InMemoryAuditLog';

const JANE = 'user:default/jane.doe';

describe('an event from which a person was erased', () => {
  it('says so in the list and in the details, leads to the erasure, and still verifies', async () => {
    const log = InMemoryAuditLog.create([
      { ...events[1], targets: [{ ref: JANE }, ...events[1].targets] },
    ]);
    const erasure = await log.erasePerson({ person: JANE, reason: '4711' });
    const [erased] = log.events;
    expect(JSON.stringify(erased)).not.toContain('jane');

    await renderPage({ api: log });
    const row = (await screen.findAllByRole('row'))[1];
    // Actor, target and address.
    expect(within(row).getAllByText('Erased')).toHaveLength(3);
    await userEvent.click(within(row).getByRole('button'));

    const dialog = await screen.findByRole('dialog');
    const region = (name: string) =>
      within(dialog).getByRole('region', { name });
    for (const name of ['Who', 'On what', 'Where from']) {
      expect(within(region(name)).getByText('Erased')).toBeVisible();
    }
    expect(
      within(dialog).getByText('Personal data was erased from this event'),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('link', { name: /erased$/ }),
    ).not.toBeInTheDocument();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Verify this event' }),
    );
    expect(await within(dialog).findByText('Verified')).toBeVisible();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'See the erasure' }),
    );
    await waitFor(() =>
      expect(currentParams().getAll('operation')).toEqual([erasure.id]),
    );
    expect(currentParams().has('open')).toBe(false);
  });

  it('marks what is gone from details and changes, whole or in part', async () => {
    const event: AuditEvent = {
      ...events[0],
      plugin: 'catalog',
      targets: [],
      meta: {
        owner: null,
        nothing: null,
        'a/b': [{ contact: null }],
        state: { spec: { owner: null } },
      },
      changes: [
        { path: '/spec/owner', before: null, after: 'group:default/shop' },
        null as never,
        { path: '/members', after: ['group:default/shop', null] },
      ],
      erased: [
        '/meta/owner',
        '/meta/a~1b/0/contact',
        '/meta/state/spec/owner',
        '/changes/0/before',
        '/changes/1',
        '/changes/2/after/1',
      ],
    };
    await renderPage({
      url: `/audit-logs?open=${event.id}`,
      api: auditLog({}, [event]),
    });
    const dialog = await screen.findByRole('dialog');
    const marks = (name: string) =>
      within(within(dialog).getByRole('region', { name })).getAllByText(
        'Erased',
      );
    expect(marks('Reported details')).toHaveLength(2);
    expect(marks('As it came')).toHaveLength(1);
    expect(marks('Changes')).toHaveLength(3);
    expect(
      within(
        within(dialog).getByRole('region', { name: 'Reported details' }),
      ).getByText('null'),
    ).toBeVisible();
  });

  it('says so where all of the changes are gone', async () => {
    const event: AuditEvent = {
      ...events[0],
      changes: null as never,
      erased: ['/changes'],
    };
    await renderPage({
      url: `/audit-logs?open=${event.id}`,
      api: auditLog({}, [event]),
    });
    const changes = await screen.findByRole('region', { name: 'Changes' });
    expect(within(changes).getByText('Erased')).toBeVisible();
  });
});
