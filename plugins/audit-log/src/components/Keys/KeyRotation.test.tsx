// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { KEY_IDS } from '../../../dev/access/exampleKeys';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal } from '../../__testUtils__/renderAccess';
import { keyOf, open, press, renderKey } from './__testUtils__/renderKey';

const HOUR = 3_600_000;

describe('Rotating and revoking a key', () => {
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
    const { rotation } = keyOf(api, KEY_IDS.deployments);
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
    expect(keyOf(api, KEY_IDS.gateway).version).toBe(2);
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
    expect(keyOf(api, KEY_IDS.deployments).version).toBe(2);
  });

  it('names what stops working before it is revoked', async () => {
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
    expect(keyOf(api, KEY_IDS.gateway).revokedAt).toBeDefined();
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
});
