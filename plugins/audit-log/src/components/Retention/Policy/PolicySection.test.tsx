// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  emptyRetention,
  EXAMPLE_POLICY,
  exampleChange,
} from '../../../../dev/retention/exampleRetention';
import {
  renderRetention,
  section,
} from '../../../__testUtils__/renderRetention';
import { formatTime } from '../../labels/formatTime';

const now = Date.now();
const empty = emptyRetention(now);
const effectiveAt = new Date(now + 6 * 86_400_000).toISOString();
const pending = exampleChange(now, {
  id: 'pending',
  state: 'pending',
  source: 'portal',
  policy: { ...EXAMPLE_POLICY, live: 'P6M', rules: [] },
  createdBy: 'user:default/omar',
  reason: 'Decided on Friday',
  effectiveAt,
});

describe('PolicySection', () => {
  it('says in words how long events are kept, all and some, and what was changed', async () => {
    await renderRetention({
      ...empty,
      policy: exampleChange(now),
      configured: EXAMPLE_POLICY,
      changes: [
        exampleChange(now),
        exampleChange(now, {
          id: 'cancelled',
          state: 'cancelled',
          createdBy: 'user:default/omar',
          endedBy: 'user:default/yuki',
          reason: 'A slip',
        }),
      ],
    });
    const part = await section('Policy');
    expect(part).toHaveTextContent(
      '1 year live, 1 more year archived, then removed',
    );
    expect(part).toHaveTextContent(/by the configuration/);
    const rows = within(
      within(part).getByRole('table', { name: 'Rules' }),
    ).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('sign-insCategory auth90 days6 months');
    expect(rows[2]).toHaveTextContent(
      'Category access-control, permissionAction permission.*, audit-log.role-write.*as for allfor ever',
    );
    expect(rows[3]).toHaveTextContent('30 daysnot at all');
    const changes = within(part).getByRole('table', { name: 'Last changes' });
    const [, effective, cancelled] = within(changes).getAllByRole('row');
    expect(effective).toHaveTextContent('In effect');
    expect(effective).toHaveTextContent('then removed; 3 rules');
    expect(cancelled).toHaveTextContent('Cancelledby yuki');
    expect(cancelled).toHaveTextContent('A slip');
    expect(
      within(part).queryByRole('button', { name: /configuration's/ }),
    ).not.toBeInTheDocument();
  });

  it("goes back to the configuration's policy", async () => {
    const policy = { live: 'P3Y', archive: 'P1Y', rules: [] };
    const api = await renderRetention({
      ...empty,
      policy: exampleChange(now, { policy, source: 'portal', createdBy: 'a' }),
    });
    const change = jest.spyOn(api, 'changeRetention');
    const part = await section('Policy');
    expect(part).toHaveTextContent(
      'The configuration would have it so: 1 year live, 1 more year archived, then removed',
    );
    await userEvent.click(
      within(part).getByRole('button', { name: "Use the configuration's…" }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Next' }));
    await userEvent.click(
      await within(dialog).findByRole('textbox', { name: 'Reason' }),
    );
    await userEvent.paste('As agreed');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Change' }),
    );
    await waitFor(() =>
      expect(change).toHaveBeenCalledWith({
        policy: empty.configured,
        reason: 'As agreed',
        confirmedEvents: undefined,
      }),
    );
  });

  it('says what waits to take effect, and cancels it when asked twice', async () => {
    const api = await renderRetention({
      ...empty,
      policy: exampleChange(now),
      pending,
      changes: [pending, exampleChange(now)],
    });
    const cancel = jest.spyOn(api, 'cancelRetentionChange');
    const banner = (
      await screen.findByText(
        `Events will be kept otherwise from ${formatTime.minute(
          effectiveAt,
        )} on`,
      )
    ).closest('[role=note]')!;
    expect(banner).toHaveTextContent('Live: 1 year becomes 6 months');
    expect(banner).toHaveTextContent('Rule sign-ins: category auth');
    expect(banner).toHaveTextContent(/by omar/);
    expect(banner).toHaveTextContent('Decided on Friday');

    const button = screen.getByRole('button', { name: 'Cancel the change' });
    await userEvent.click(button);
    const question = await screen.findByRole('alertdialog');
    await userEvent.click(
      within(question).getByRole('button', { name: 'Keep it' }),
    );
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(cancel).not.toHaveBeenCalled();

    await userEvent.click(button);
    await userEvent.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', {
        name: 'Cancel the change',
      }),
    );
    await waitFor(() => expect(banner).not.toBeInTheDocument());
    expect(cancel).toHaveBeenCalledWith('pending');
    expect(
      within(screen.getByRole('table', { name: 'Last changes' })).getByText(
        'Cancelled',
      ),
    ).toBeVisible();
  });
});
