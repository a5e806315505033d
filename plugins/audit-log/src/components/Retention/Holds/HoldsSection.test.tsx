// SPDX-License-Identifier: Apache-2.0
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  emptyRetention,
  exampleHold,
} from '../../../../dev/retention/exampleRetention';
import { refusal } from '../../../__testUtils__/renderPage';
import {
  renderRetention,
  section,
} from '../../../__testUtils__/renderRetention';

const now = Date.now();
const empty = emptyRetention(now);

async function openDialog() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Add Hold' }),
  );
  const dialog = await screen.findByRole('dialog', { name: 'Add a hold' });
  const add = within(dialog).getByRole('button', { name: 'Add' });
  const enter = async (name: string, text: string) => {
    await userEvent.click(within(dialog).getByRole('textbox', { name }));
    await userEvent.paste(text);
  };
  const time = (name: string, value: string) =>
    fireEvent.change(within(dialog).getByLabelText(name), {
      target: { value },
    });
  return { dialog, add, enter, time };
}

describe('HoldsSection', () => {
  it('adds a hold on a project', async () => {
    const api = await renderRetention(empty);
    const hold = jest.spyOn(api, 'holdEvents');
    const { dialog, add, enter } = await openDialog();
    await enter('Reason', 'Case 12');
    // Of nothing there is no hold.
    expect(add).toBeDisabled();
    const project = within(dialog).getByRole('textbox', { name: 'Project' });
    await userEvent.click(project);
    const option = (await screen.findAllByRole('option'))[0];
    await userEvent.click(option);
    await userEvent.click(add);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(hold).toHaveBeenCalledWith({
      reason: 'Case 12',
      project: expect.stringMatching(/^(system|domain):/),
    });
    const [, row] = within(
      within(await section('Holds')).getByRole('table'),
    ).getAllByRole('row');
    expect(row).toHaveTextContent('Case 12');
    expect(row).toHaveTextContent('Holds');
  });

  it('adds a hold on a time and an actor, and none that ends before it begins', async () => {
    const api = await renderRetention(empty);
    const hold = jest.spyOn(api, 'holdEvents');
    const { dialog, add, enter, time } = await openDialog();
    await enter('Reason', 'Case 13');
    await enter('Actor', 'plugin:scaffolder');
    time('From', '2026-03-02T00:00');
    time('To', '2026-03-01T00:00');
    expect(within(dialog).getByText(/must be later/)).toBeVisible();
    expect(add).toBeDisabled();
    time('To', '2026-04-01T00:00');
    await userEvent.click(add);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(hold).toHaveBeenCalledWith({
      reason: 'Case 13',
      actor: 'plugin:scaffolder',
      // The viewer's own time, whatever the zone.
      from: new Date(2026, 2, 2).toISOString(),
      to: new Date(2026, 3, 1).toISOString(),
    });
  });

  it('says beside the field what the server finds wrong with it', async () => {
    await renderRetention(empty, {
      holdEvents: async () => {
        throw refusal(400, 'actor: must be a reference');
      },
    });
    const { dialog, add, enter } = await openDialog();
    await enter('Reason', 'Case 14');
    await enter('Actor', 'jane');
    await userEvent.click(add);
    expect(
      await within(dialog).findByText('Must be a reference'),
    ).toBeVisible();
  });

  it('releases a hold with a reason, and shows who did', async () => {
    const held = exampleHold(now);
    const api = await renderRetention({ ...empty, holds: [held] });
    const release = jest.spyOn(api, 'releaseHold');
    await userEvent.click(
      await screen.findByRole('button', { name: `Release: ${held.reason}` }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Release the hold?',
    });
    expect(dialog).toHaveTextContent(held.reason);
    expect(dialog).toHaveTextContent(/removed for good with the next run/);
    const button = within(dialog).getByRole('button', { name: 'Release' });
    expect(button).toBeDisabled();
    await userEvent.click(
      within(dialog).getByRole('textbox', { name: 'Reason' }),
    );
    await userEvent.paste('Settled');
    await userEvent.click(button);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(release).toHaveBeenCalledWith(held.id, 'Settled');
    const part = await section('Holds');
    expect(await within(part).findByText('Released')).toBeVisible();
    expect(part).toHaveTextContent('Settled');
    expect(
      within(part).queryByRole('button', { name: /^Release/ }),
    ).not.toBeInTheDocument();
  });
});
