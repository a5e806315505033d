// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { keyInput, keyDraft } from './KeyDraft';
import { KEY_IDS } from '../../../dev/access/exampleKeys';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { KeyPage } from './KeyPage';

const url = () => screen.getByLabelText('URL').textContent;
const HOUR = 3_600_000;

async function renderKey(
  id: string,
  api = InMemoryAccessControl.create(),
  search = '',
) {
  await renderAccess(<KeyPage />, {
    url: `/access-control/keys/${id}${search}`,
    path: '/access-control/keys/:id',
    api,
  });
  return api;
}

const press = (name: string, within_: HTMLElement) =>
  userEvent.click(within(within_).getByRole('button', { name }));

async function open(name: 'Edit' | 'Rotate' | 'Revoke') {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole(name === 'Revoke' ? 'alertdialog' : 'dialog');
}

const key = (
  api: ReturnType<typeof InMemoryAccessControl.create>,
  id: string,
) => api.organization.keys.find(one => one.id === id)!;

describe('KeyPage', () => {
  it('shows what a key lets a system do, and where that is on record', async () => {
    await renderKey(KEY_IDS.deployments);
    expect(
      await screen.findByRole('heading', { name: /^Deployments/ }),
    ).toHaveTextContent('Active');
    const details = screen.getByRole('region', { name: 'Details' });
    expect(details).toHaveTextContent('https://ci.example.com/deployments/*');
    expect(details).toHaveTextContent('recorded as that person');
    expect(details).toHaveTextContent('600 requests per minute');
    expect(details).toHaveTextContent('bkal_deployments0');
    expect(
      within(details).getByRole('link', { name: 'Ada Lovelace' }),
    ).toBeVisible();
    expect(within(details).getByRole('link', { name: 'shop' })).toHaveAttribute(
      'href',
      '/catalog/default/system/shop',
    );

    const linkTo = (name: RegExp) =>
      new URL((screen.getByRole('link', { name }) as HTMLAnchorElement).href);
    const through = linkTo(/came through it/);
    expect(through.pathname).toBe('/audit-logs');
    expect(Object.fromEntries(through.searchParams)).toEqual({
      q: `key:${KEY_IDS.deployments}`,
      '-target': `key:${KEY_IDS.deployments}`,
    });
    expect(
      Object.fromEntries(linkTo(/What was done with the key/).searchParams),
    ).toEqual({ target: `key:${KEY_IDS.deployments}` });
    expect(
      await screen.findByRole('link', { name: 'Held in the quarantine: 6' }),
    ).toHaveAttribute(
      'href',
      `/access-control/keys/quarantine?key=${KEY_IDS.deployments}`,
    );
    // The token is not known any more, and is left to be filled in.
    expect(await screen.findByLabelText('Example')).toHaveTextContent(
      "AUDIT_LOG_KEY='…'",
    );
  });

  it('edits a key, and leaves its expiry as it is', async () => {
    const api = await renderKey(KEY_IDS.deployments);
    const before = key(api, KEY_IDS.deployments);
    const dialog = await open('Edit');
    const name = within(dialog).getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Releases');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove billing' }),
    );
    const rate = within(dialog).getByRole('spinbutton');
    await userEvent.clear(rate);
    expect(within(dialog).getByRole('button', { name: 'Save' })).toBeDisabled();
    await userEvent.type(rate, '60');
    await press('Save', dialog);
    expect(
      await screen.findByRole('heading', { name: /^Releases/ }),
    ).toBeVisible();
    expect(key(api, KEY_IDS.deployments)).toMatchObject({
      name: 'Releases',
      projects: ['system:default/shop'],
      sources: before.sources,
      mayNamePeople: true,
      requestsPerMinute: 60,
      expiresAt: before.expiresAt,
    });
    expect(url()).toBe(`/access-control/keys/${KEY_IDS.deployments}`);
  });

  it('shows what somebody else changed meanwhile, and replaces it only when told again', async () => {
    const api = await renderKey(KEY_IDS.deployments);
    const dialog = await open('Edit');
    const before = await api.getIngestionKey(KEY_IDS.deployments);
    await api.updateIngestionKey(KEY_IDS.deployments, 1, {
      ...keyInput(keyDraft(before)),
      name: 'Theirs',
      projects: 'any',
      mayNamePeople: false,
    });
    const name = within(dialog).getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'Ours');
    await press('Save', dialog);
    const notice = (
      await within(dialog).findByText(/Somebody else changed this key/)
    ).parentElement!;
    expect(notice).toHaveTextContent('Name: Deployments is now Theirs');
    expect(notice).toHaveTextContent('Projects: shop, billing is now Any');
    expect(notice).toHaveTextContent('May name people: Yes is now No');
    expect(notice).not.toHaveTextContent('Sources');
    expect(key(api, KEY_IDS.deployments).name).toBe('Theirs');

    await press('Save', dialog);
    expect(await screen.findByRole('heading', { name: /^Ours/ })).toBeVisible();
    expect(key(api, KEY_IDS.deployments)).toMatchObject({
      name: 'Ours',
      mayNamePeople: true,
      version: 3,
    });
  });

  it('takes what somebody else changed instead', async () => {
    const api = await renderKey(KEY_IDS.deployments);
    const dialog = await open('Edit');
    const before = await api.getIngestionKey(KEY_IDS.deployments);
    await api.updateIngestionKey(KEY_IDS.deployments, 1, {
      ...keyInput(keyDraft(before)),
      name: 'Theirs',
      expiresAt: null,
    });
    await press('Save', dialog);
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Use theirs' }),
    );
    expect(within(dialog).getByRole('textbox', { name: 'Name' })).toHaveValue(
      'Theirs',
    );
    expect(
      within(dialog).getByRole('button', { name: /^Expires/ }),
    ).toHaveTextContent('Never');
  });

  it('rotates a key with the overlap that is chosen, and shows the new token once', async () => {
    const api = await renderKey(KEY_IDS.deployments);
    const dialog = await open('Rotate');
    const overlap = within(dialog).getByRole('button', {
      name: /^The present token works on/,
    });
    expect(overlap).toHaveTextContent('For a day');
    await userEvent.click(overlap);
    await userEvent.click(
      await screen.findByRole('option', { name: 'For a week' }),
    );
    await press('Rotate', dialog);
    const shown = await screen.findByRole('dialog', {
      name: 'Token of Deployments',
    });
    const { rotation } = key(api, KEY_IDS.deployments);
    const overlapped =
      Date.parse(rotation!.previousWorksUntil) - Date.parse(rotation!.at);
    expect(overlapped).toBe(7 * 24 * HOUR);
    expect(shown).toHaveTextContent(/The token before works until .*\d{4}/);
    const { value: token } = within(shown).getByRole('textbox', {
      name: 'Token',
    }) as HTMLInputElement;
    expect(token).toMatch(/^bkal_deployments0/);
    await press('Close', shown);
    await press('Close without it', await screen.findByRole('alertdialog'));
    expect(
      await screen.findByText(/The token from before the rotation works until/),
    ).toHaveTextContent('It was not used since');
    expect(document.body).not.toHaveTextContent(token);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Rotate' })).toHaveFocus(),
    );
  });

  it('keeps a new token on the screen when the page cannot be loaded anew', async () => {
    const api = InMemoryAccessControl.create();
    const getIngestionKey = jest.fn(api.getIngestionKey);
    await renderKey(KEY_IDS.deployments, { ...api, getIngestionKey });
    const dialog = await open('Rotate');
    getIngestionKey.mockRejectedValue(refusal(503, 'Not there.'));
    await press('Rotate', dialog);
    const shown = await screen.findByRole('dialog', { name: /^Token of/ });
    expect(
      within(shown).getByRole('textbox', { name: 'Token' }),
    ).toBeInTheDocument();
  });

  it('says what another rotation ends, and that no overlap stops the system', async () => {
    const api = await renderKey(KEY_IDS.gateway);
    expect(
      await screen.findByText(/It was last used .* a system may still have it/),
    ).toBeVisible();
    const dialog = await open('Rotate');
    expect(dialog).toHaveTextContent('With another rotation it stops at once');
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^The present token/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Not at all' }),
    );
    expect(dialog).toHaveTextContent('Choose this for a token that got out');
    await press('Rotate', dialog);
    const shown = await screen.findByRole('dialog', { name: /^Token of/ });
    expect(shown).toHaveTextContent('The token before does not work any more');
    expect(key(api, KEY_IDS.gateway).version).toBe(2);
  });

  it('does not rotate what somebody else rotated meanwhile', async () => {
    const api = await renderKey(KEY_IDS.deployments);
    const dialog = await open('Rotate');
    await api.rotateIngestionKey(KEY_IDS.deployments, 1);
    await press('Rotate', dialog);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /changed by somebody else/,
    );
    expect(
      await within(dialog).findByText(/With another rotation it stops at once/),
    ).toBeVisible();
    expect(key(api, KEY_IDS.deployments).version).toBe(2);
  });

  it('names what stops working before a key is revoked', async () => {
    const api = await renderKey(KEY_IDS.gateway);
    const dialog = await open('Revoke');
    expect(dialog).toHaveAccessibleName(
      'Revoke the key Gateway on the premises?',
    );
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(5);
    expect(dialog).toHaveTextContent('urn:gateway:5:keys/management');
    expect(dialog).toHaveTextContent(/It was last used/);
    expect(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    ).toHaveFocus();
    await press('Revoke', dialog);
    expect(
      await screen.findByRole('heading', { name: /Revoked/ }),
    ).toBeVisible();
    expect(key(api, KEY_IDS.gateway).revokedAt).toBeDefined();
    for (const name of ['Edit', 'Rotate', 'Revoke']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
    expect(screen.queryByLabelText('Example')).not.toBeInTheDocument();
  });

  it('shows that it was revoked already', async () => {
    const api = await renderKey(KEY_IDS.deployments);
    const dialog = await open('Revoke');
    await api.revokeIngestionKey(KEY_IDS.deployments);
    await press('Revoke', dialog);
    expect(
      await screen.findByRole('heading', { name: /Revoked/ }),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument(),
    );
  });

  it('offers a later expiry for an expired key, and no rotation', async () => {
    await renderKey(KEY_IDS.expired, undefined, '?dialog=rotate');
    expect(
      await screen.findByText(/With a later expiry, the same token works/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Edit' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Rotate' })).toBeNull();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    const dialog = await open('Edit');
    await userEvent.click(
      within(dialog).getByRole('button', { name: /^Expires/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'In 90 days' }),
    );
    await press('Save', dialog);
    expect(
      await screen.findByRole('heading', { name: /Active/ }),
    ).toBeVisible();
  });

  it('says that a key ends soon', async () => {
    await renderKey(KEY_IDS.expiring);
    expect(
      await screen.findByText(/unless it gets a later expiry before/),
    ).toBeVisible();
  });

  it('offers no change to those who may only look', async () => {
    await renderKey(
      KEY_IDS.deployments,
      InMemoryAccessControl.create({ me: 'user:default/margaret' }),
      '?dialog=revoke',
    );
    expect(
      await screen.findByRole('heading', { name: /^Deployments/ }),
    ).toBeVisible();
    for (const name of ['Edit', 'Rotate', 'Revoke']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
  });

  it('says that there is no such key', async () => {
    await renderKey('00000000-0000-0000-0000-000000000000');
    expect(await screen.findByText('There is no such key')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All keys' })).toHaveAttribute(
      'href',
      '/access-control/keys',
    );
  });
});
