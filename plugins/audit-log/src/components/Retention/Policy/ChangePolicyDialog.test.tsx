// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  emptyRetention,
  EXAMPLE_POLICY,
  exampleChange,
} from '../../../../dev/retention/exampleRetention';
import type { RetentionApi } from '../../../retentionApi';
import { refusal } from '../../../__testUtils__/renderPage';
import { renderRetention } from '../../../__testUtils__/renderRetention';
import { formatTime } from '../../labels/formatTime';

const now = Date.now();
const effectiveAt = new Date(now + 7 * 86_400_000).toISOString();
const harmless = {
  sooner: 0,
  atOnce: 0,
  effectiveAt: new Date(now).toISOString(),
  classes: [],
};
const state = {
  ...emptyRetention(now),
  policy: exampleChange(now),
  configured: EXAMPLE_POLICY,
};

async function openDialog(replaced: Partial<RetentionApi> = {}) {
  const previewRetention = jest.fn(async () => harmless);
  const changeRetention = jest.fn(async () => exampleChange(now));
  const api = { previewRetention, changeRetention, ...replaced };
  await renderRetention(state, api, '/audit-logs/retention?dialog=policy');
  const dialog = await screen.findByRole('dialog', {
    name: 'Change how long events are kept',
  });
  const button = (name: string) => within(dialog).getByRole('button', { name });
  const group = (name: string, place = 0) =>
    within(within(dialog).getAllByRole('group', { name })[place]);
  // A select has a hidden field, too.
  const amount = (name: string) => group(name).getByRole('textbox', { name });
  const choose = async (name: string, unit: string, place = 0) => {
    const fields = group(name, place);
    await userEvent.click(fields.getByRole('button'));
    await userEvent.click(await screen.findByRole('option', { name: unit }));
  };
  const type = async (field: HTMLElement, text: string) => {
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste(text);
  };
  return {
    dialog,
    button,
    group,
    amount,
    choose,
    type,
    previewRetention,
    changeRetention,
  };
}

/** What was asked about last, as it goes over the wire. */
function rulesOf(preview: jest.Mock) {
  const [policy] = preview.mock.calls.at(-1)!;
  return JSON.parse(JSON.stringify(policy)).rules;
}

describe('ChangePolicyDialog', () => {
  it('makes a change that removes nothing sooner, with its reason', async () => {
    const { dialog, button, group, amount, choose, type, ...api } =
      await openDialog();
    await type(amount('Live'), '18');
    await choose('Live', 'months');
    await choose('Archive', 'for ever');
    expect(
      group('Archive').queryByRole('textbox', { name: 'Archive' }),
    ).not.toBeInTheDocument();
    await userEvent.click(button('Next'));

    expect(
      await within(dialog).findByText(
        /sooner than now. It takes effect at once/,
      ),
    ).toBeVisible();
    expect(dialog).toHaveTextContent('Live: 1 year becomes 18 months');
    expect(dialog).toHaveTextContent('Archive: 1 year becomes for ever');
    expect(button('Change')).toBeDisabled();
    await type(
      within(dialog).getByRole('textbox', { name: 'Reason' }),
      ' The auditors want it ',
    );
    await userEvent.click(button('Change'));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    const policy = { ...EXAMPLE_POLICY, live: 'P18M', archive: 'forever' };
    expect(api.previewRetention).toHaveBeenCalledWith(policy);
    expect(api.changeRetention).toHaveBeenCalledWith({
      policy,
      reason: 'The auditors want it',
      confirmedEvents: undefined,
    });
  });

  it('names how many events are removed sooner, how many at once and from when, and has that confirmed', async () => {
    const counts = { sooner: 12_345, atOnce: 678 };
    const { dialog, button, amount, type, changeRetention } = await openDialog({
      previewRetention: async () => ({
        ...counts,
        effectiveAt,
        classes: [
          { name: 'default', events: 99_999, ...counts },
          { name: 'sign-ins', events: 1, sooner: 0, atOnce: 0 },
        ],
      }),
    });
    await type(amount('Live'), '2');
    await userEvent.click(button('Next'));
    const warning = await within(dialog).findByRole('alert');
    expect(warning).toHaveTextContent(
      `${(12_345).toLocaleString()} events would be removed sooner than now`,
    );
    expect(warning).toHaveTextContent(
      `It takes effect on ${formatTime.minute(
        effectiveAt,
      )}. 678 of these are removed at once then`,
    );
    expect(warning).toHaveTextContent(/can cancel it/);
    const table = within(dialog).getByRole('table');
    expect(within(table).getAllByRole('row')).toHaveLength(2);

    await type(
      within(dialog).getByRole('textbox', { name: 'Reason' }),
      'Too much',
    );
    const confirmation = within(dialog).getByRole('textbox', {
      name: 'Confirmation',
    });
    for (const wrong of ['1234', 'yes']) {
      await type(confirmation, wrong);
      expect(button('Change')).toBeDisabled();
    }
    await type(confirmation, '12,345');
    await userEvent.click(button('Change'));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(changeRetention).toHaveBeenCalledWith({
      policy: { ...EXAMPLE_POLICY, live: 'P2Y' },
      reason: 'Too much',
      confirmedEvents: 12_345,
    });
  });

  it('says when it takes effect where only events that are to come are removed sooner', async () => {
    const { dialog, button, amount, type } = await openDialog({
      previewRetention: async () => ({ ...harmless, effectiveAt }),
    });
    await type(amount('Live'), '2');
    await userEvent.click(button('Next'));
    expect(await within(dialog).findByRole('status')).toHaveTextContent(
      `It takes effect on ${formatTime.minute(
        effectiveAt,
      )}, and can be cancelled`,
    );
  });

  it('has a number that is another by now confirmed anew', async () => {
    let sooner = 10;
    const changeRetention = jest
      .fn()
      .mockRejectedValueOnce(refusal(409, 'confirm that in confirmedEvents'))
      .mockResolvedValueOnce(exampleChange(now));
    const { dialog, button, amount, type } = await openDialog({
      previewRetention: async () => ({ ...harmless, sooner, atOnce: 1 }),
      changeRetention,
    });
    await type(amount('Live'), '3');
    await userEvent.click(button('Next'));
    await type(
      await within(dialog).findByRole('textbox', { name: 'Reason' }),
      'Why not',
    );
    const field = within(dialog).getByRole('textbox', { name: 'Confirmation' });
    await type(field, '10');
    sooner = 11;
    await userEvent.click(button('Change'));
    expect(
      await within(dialog).findByText(/has changed in the meantime/),
    ).toBeVisible();
    expect(dialog).toHaveTextContent('Type 11 to say');
    expect(field).toHaveValue('');
    expect(button('Change')).toBeDisabled();
    await type(field, '11');
    await userEvent.click(button('Change'));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(changeRetention).toHaveBeenLastCalledWith(
      expect.objectContaining({ confirmedEvents: 11 }),
    );
  });

  it('changes nothing when nothing is different, and leads back', async () => {
    const { dialog, button } = await openDialog();
    await userEvent.click(button('Next'));
    expect(
      await within(dialog).findByText(/Nothing is different/),
    ).toBeVisible();
    expect(button('Change')).toBeDisabled();
    await userEvent.click(button('Back'));
    expect(button('Next')).toBeEnabled();
  });

  it('says what the server finds wrong', async () => {
    const { dialog, button } = await openDialog({
      previewRetention: async () => {
        throw refusal(400, 'policy.rules/0/action: must not be empty');
      },
    });
    await userEvent.click(button('Next'));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'must not be empty',
    );
  });

  it('takes no time that is none', async () => {
    const { button, group, amount, type } = await openDialog();
    await type(amount('Live'), '1.5');
    expect(group('Live').getByRole('alert')).toHaveTextContent(/whole number/);
    expect(button('Next')).toBeDisabled();
  });

  it('adds a rule', async () => {
    const { dialog, button, choose, type, ...api } = await openDialog();
    await userEvent.click(button('Add a rule'));
    const rules = within(dialog).getByRole('list', { name: 'Rules' });
    const added = within(rules).getByRole('listitem', { name: 'rule 4' });
    expect(button('Next')).toBeDisabled();
    const field = (name: string) =>
      within(added).getByRole('textbox', { name });
    expect(field('Name')).toHaveFocus();
    await type(field('Name'), 'tasks');
    expect(added).toHaveTextContent('Say which categories or actions');
    await userEvent.click(field('Categories'));
    await userEvent.paste('scaff');
    await userEvent.click(
      await screen.findByRole('option', { name: 'scaffolder' }),
    );
    // What is typed and left counts, too.
    await userEvent.click(field('Actions'));
    await userEvent.paste('scaffolder.task.*');
    await choose('Archive', 'not at all', 1);
    await userEvent.click(
      within(added).getByRole('button', { name: 'Done with tasks' }),
    );
    expect(added).toHaveTextContent(
      'category scaffolder, action scaffolder.task.*, live as for all, archive not at all',
    );
    await userEvent.click(button('Next'));
    await waitFor(() => expect(api.previewRetention).toHaveBeenCalled());
    expect(rulesOf(api.previewRetention)).toEqual([
      ...EXAMPLE_POLICY.rules,
      {
        name: 'tasks',
        category: ['scaffolder'],
        action: ['scaffolder.task.*'],
        archive: 'P0D',
      },
    ]);
  });

  it('moves, edits and removes rules', async () => {
    const { dialog, button, type, previewRetention } = await openDialog();
    const rules = within(dialog).getByRole('list', { name: 'Rules' });
    await userEvent.click(button('Move refreshes up'));
    await waitFor(() => expect(button('Move refreshes up')).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    // At the top there is no further to go.
    await waitFor(() => expect(button('Move refreshes down')).toHaveFocus());
    expect(button('Move refreshes up')).toBeDisabled();

    await userEvent.click(button('Edit sign-ins'));
    const name = within(rules).getByRole('textbox', { name: 'Name' });
    await type(name, 'permissions');
    expect(rules).toHaveTextContent('Another rule has this name');
    expect(button('Next')).toBeDisabled();
    await userEvent.click(
      within(dialog).getAllByRole('button', { name: 'Remove permissions' })[1],
    );
    await type(name, 'logins');
    await userEvent.click(button('Next'));
    await waitFor(() => expect(previewRetention).toHaveBeenCalled());
    const [signIns, , refreshes] = EXAMPLE_POLICY.rules;
    expect(rulesOf(previewRetention)).toEqual([
      refreshes,
      { ...signIns, name: 'logins' },
    ]);
  });
});
