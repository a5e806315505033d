// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { KeysTab } from './KeysTab';

const DAY = 86_400_000;
const url = () => screen.getByLabelText('URL').textContent;

async function openDialog(api = InMemoryAccessControl.create()) {
  await renderAccess(<KeysTab />, {
    url: '/access-control/keys',
    path: '/access-control/keys',
    api,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Create Key' }),
  );
  return screen.findByRole('dialog', { name: 'Create key' });
}

const field = (dialog: HTMLElement, name: string) =>
  within(dialog).getByRole('textbox', { name });
const press = (dialog: HTMLElement, name: string) =>
  userEvent.click(within(dialog).getByRole('button', { name }));

async function fill(dialog: HTMLElement, sources = 'urn:ci:*') {
  await userEvent.type(field(dialog, 'Name'), 'Pipeline');
  await userEvent.type(field(dialog, 'Sources'), sources);
}

async function choose(dialog: HTMLElement, option: string) {
  await userEvent.click(
    within(dialog).getByRole('button', { name: /^Expires/ }),
  );
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

const created = (api: ReturnType<typeof InMemoryAccessControl.create>) =>
  api.organization.keys.find(({ name }) => name === 'Pipeline');

const tokenDialog = () =>
  screen.findByRole('dialog', { name: 'Token of Pipeline' });

/** Without a clipboard, as here, the person is asked to copy the same text. */
async function copied(act: () => Promise<unknown>): Promise<unknown> {
  const prompt = jest.spyOn(window, 'prompt').mockReturnValue(null);
  await act();
  const [, text] = prompt.mock.lastCall ?? [];
  prompt.mockRestore();
  return text;
}

describe('CreateKeyDialog', () => {
  it('creates a key by keyboard alone, shows its token once, and goes to its page', async () => {
    const api = InMemoryAccessControl.create();
    const dialog = await openDialog(api);
    expect(field(dialog, 'Name')).toHaveFocus();
    expect(
      within(dialog).getByRole('button', { name: 'Create' }),
    ).toBeDisabled();
    await userEvent.keyboard(
      ' Pipeline {Tab} urn:ci:* {Enter}{Enter}urn:two{Enter}urn:two',
    );
    const create = within(dialog).getByRole('button', { name: 'Create' });
    expect(create).toBeEnabled();
    for (let steps = 0; document.activeElement !== create; steps += 1) {
      expect(steps).toBeLessThan(20);
      await userEvent.tab();
    }
    await userEvent.keyboard('{Enter}');

    const shown = await tokenDialog();
    expect(created(api)).toMatchObject({
      sources: ['urn:ci:*', 'urn:two'],
      projects: 'any',
      mayNamePeople: false,
      requestsPerMinute: 600,
    });
    const lasts = Date.parse(created(api)!.expiresAt!) - Date.now();
    expect(Math.round(lasts / DAY)).toBe(365);

    const token = (field(shown, 'Token') as HTMLInputElement).value;
    expect(token).toMatch(/^bkal_[0-9A-Za-z]{61}$/);
    const copy = within(shown).getByRole('button', { name: 'Copy token' });
    expect(copy).toHaveFocus();
    expect(await copied(() => userEvent.keyboard('{Enter}'))).toBe(token);
    expect(await within(shown).findByText('Copied')).toBeVisible();

    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(url()).toBe(`/access-control/keys/${created(api)!.id}`),
    );
    expect(document.body).not.toHaveTextContent(token);
  });

  it('shows an example with the token and what the key may use', async () => {
    const dialog = await openDialog();
    await fill(dialog);
    await press(dialog, 'Create');
    const shown = await tokenDialog();
    const token = (field(shown, 'Token') as HTMLInputElement).value;
    const example = await within(shown).findByLabelText('Example');
    expect(example).toHaveTextContent(`AUDIT_LOG_KEY='${token}'`);
    expect(example).toHaveTextContent('/api/audit-log/v1/events');
    expect(example).toHaveTextContent('"source": "urn:ci:example"');
    expect(await copied(() => press(shown, 'Copy the example'))).toBe(
      example.textContent,
    );
    // The example has the token, but is not what was to be copied.
    await press(shown, 'Close');
    expect(await screen.findByRole('alertdialog')).toBeVisible();
  });

  it('asks before the token goes without having been copied', async () => {
    const dialog = await openDialog();
    await fill(dialog);
    await press(dialog, 'Create');
    const shown = await tokenDialog();
    await userEvent.keyboard('{Escape}');
    const question = await screen.findByRole('alertdialog', {
      name: 'Close without copying the token?',
    });
    expect(
      within(question).getByRole('button', { name: 'Cancel' }),
    ).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(field(shown, 'Token')).toBeInTheDocument();

    await press(shown, 'Close');
    await press(await screen.findByRole('alertdialog'), 'Close without it');
    await waitFor(() =>
      expect(url()).toMatch(/^\/access-control\/keys\/[0-9a-f-]{36}$/),
    );
  });

  it('keeps a browser from leaving while the token is not copied', async () => {
    const leaves = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return !event.defaultPrevented;
    };
    const dialog = await openDialog();
    await fill(dialog);
    expect(leaves()).toBe(true);
    await press(dialog, 'Create');
    const shown = await tokenDialog();
    expect(leaves()).toBe(false);
    await copied(() => press(shown, 'Copy token'));
    await waitFor(() => expect(leaves()).toBe(true));
  });

  it('takes only some projects, and none of them', async () => {
    const api = InMemoryAccessControl.create();
    const dialog = await openDialog(api);
    await fill(dialog);
    await userEvent.click(
      within(dialog).getByRole('radio', { name: 'Only these projects' }),
    );
    expect(
      within(dialog).getByText(/its events may name no project/),
    ).toBeVisible();
    await userEvent.click(
      await within(dialog).findByRole('checkbox', { name: 'The shop' }),
    );
    await press(dialog, 'Create');
    await tokenDialog();
    expect(created(api)).toMatchObject({ projects: ['system:default/shop'] });
  });

  it('says what it means that a key may name people', async () => {
    const api = InMemoryAccessControl.create();
    const dialog = await openDialog(api);
    await fill(dialog);
    const may = within(dialog).getByRole('checkbox', {
      name: 'May name people of the portal',
    });
    expect(may).toHaveAccessibleDescription(
      /recorded as a name that the system claims/,
    );
    await userEvent.click(may);
    expect(may).toHaveAccessibleDescription(
      /Whoever has the key can write that anybody did anything/,
    );
    await press(dialog, 'Create');
    await tokenDialog();
    expect(created(api)).toMatchObject({ mayNamePeople: true });
  });

  it('takes an end of a day, or none', async () => {
    const api = InMemoryAccessControl.create();
    const dialog = await openDialog(api);
    await fill(dialog);
    await choose(dialog, 'On a day');
    const day = within(dialog).getByLabelText('Day');
    await userEvent.clear(day);
    expect(
      within(dialog).getByRole('button', { name: 'Create' }),
    ).toBeDisabled();
    await userEvent.type(day, '2099-01-31');
    await choose(dialog, 'Never');
    expect(within(dialog).getByText(/until somebody revokes it/)).toBeVisible();
    await choose(dialog, 'On a day');
    await userEvent.type(within(dialog).getByLabelText('Day'), '2099-01-31');
    await press(dialog, 'Create');
    await tokenDialog();
    const expiresAt = new Date(created(api)!.expiresAt!);
    expect(expiresAt.getFullYear()).toBe(2099);
    expect(expiresAt.getDate()).toBe(31);
    expect(expiresAt.getHours()).toBe(23);
  });

  it('shows what is wrong beside the field, and keeps what was typed', async () => {
    const api = InMemoryAccessControl.create();
    const dialog = await openDialog(api);
    await userEvent.type(field(dialog, 'Name'), 'Trial');
    await userEvent.type(field(dialog, 'Sources'), 'not a source');
    await press(dialog, 'Create');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'There is a ingestion key with this name already',
    );
    expect(field(dialog, 'Name')).toBeInvalid();
    await userEvent.type(field(dialog, 'Name'), ' 2');
    await press(dialog, 'Create');
    await waitFor(() => expect(field(dialog, 'Sources')).toBeInvalid());
    expect(within(dialog).getByRole('alert')).toHaveTextContent(
      'Must be a URI reference, got "not a source"',
    );
    expect(field(dialog, 'Sources')).toHaveValue('not a source');
  });

  it('shows a refusal that is about no field above the buttons', async () => {
    const dialog = await openDialog({
      ...InMemoryAccessControl.create(),
      createIngestionKey: async () => {
        throw refusal(503, 'The database is not there. Try again.');
      },
    });
    await fill(dialog);
    await press(dialog, 'Create');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The database is not there. Try again.',
    );
    expect(field(dialog, 'Name')).toHaveValue('Pipeline');
  });

  it('closes on Escape and leaves nothing behind', async () => {
    const api = InMemoryAccessControl.create();
    await openDialog(api);
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(url()).toBe('/access-control/keys');
    expect(api.organization.keys).toHaveLength(5);
  });
});
