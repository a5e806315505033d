// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { KEY_IDS } from '../../../dev/access/exampleKeys';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { keyOf, open, press, renderKey } from './__testUtils__/renderKey';
import { keyInput, keyDraft } from './KeyDraft';

const url = () => screen.getByLabelText('URL').textContent;

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
    const before = keyOf(api, KEY_IDS.deployments);
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
    expect(keyOf(api, KEY_IDS.deployments)).toMatchObject({
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
    expect(keyOf(api, KEY_IDS.deployments).name).toBe('Theirs');

    await press('Save', dialog);
    expect(await screen.findByRole('heading', { name: /^Ours/ })).toBeVisible();
    expect(keyOf(api, KEY_IDS.deployments)).toMatchObject({
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
