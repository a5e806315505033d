// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { InvitationOffer } from 'backstage-plugin-audit-log-common';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import type { AccessControlApi } from '../../accessApi';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { InvitationPage } from './InvitationPage';
import { forgetInvitationToken } from './invitationToken';

const DONALD = { me: 'user:default/donald' };
const TOKEN = 'invitation-donald';

async function open(
  token?: string,
  api = InMemoryAccessControl.create(DONALD),
) {
  const fragment = token === undefined ? '' : `#token=${token}`;
  window.history.replaceState({}, '', `/invitation${fragment}`);
  await renderAccess(<InvitationPage />, { url: '/invitation', api });
}

/** Opens Donald's own invitation, over answers of which some are replaced. */
function openOwn(
  replaced: (api: AccessControlApi) => Partial<AccessControlApi> = () => ({}),
) {
  const api = InMemoryAccessControl.create(DONALD);
  return open(TOKEN, Object.assign(api, replaced({ ...api })));
}

/** Opens it where the offer is in part another. */
const openOffer = (offer: Partial<InvitationOffer>) =>
  openOwn(api => ({
    inspectInvitation: async token => ({
      ...(await api.inspectInvitation(token)),
      ...offer,
    }),
  }));

/** Opens it where it cannot be looked at the first time. */
const openAfter = (error: Error) =>
  openOwn(api => ({
    inspectInvitation: jest
      .fn(api.inspectInvitation)
      .mockRejectedValueOnce(error),
  }));

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

const notice = (name: string | RegExp) => screen.findByRole('region', { name });

describe('InvitationPage', () => {
  afterEach(forgetInvitationToken);

  it('takes the token out of the address at once, and logs it nowhere', async () => {
    const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map(
      method => jest.spyOn(console, method).mockImplementation(() => {}),
    );
    await openOwn();
    expect(window.location.hash).toBe('');
    await notice('You are invited');
    const logged = JSON.stringify(logs.map(({ mock }) => mock.calls));
    logs.forEach(log => log.mockRestore());
    expect(logged).not.toContain(TOKEN);
    expect(document.body).not.toHaveTextContent(TOKEN);
  });

  it('says who invites to what and until when, and gives it on Accept', async () => {
    const api = InMemoryAccessControl.create(DONALD);
    await open(TOKEN, api);
    const offer = await notice('You are invited');
    expect(offer).toHaveTextContent(/Invited by\s*Ada/);
    expect(offer).toHaveTextContent(/Sent to\s*donald@example.com/);
    expect(offer).toHaveTextContent(/Roles\s*Auditor/);
    expect(offer).toHaveTextContent(/For\s*Organization/);
    expect(offer).toHaveTextContent('Open until');

    await press('Accept invitation');
    await notice('You have accepted the invitation');
    await waitFor(() =>
      expect(
        screen.getByRole('heading', {
          name: 'You have accepted the invitation',
        }),
      ).toHaveFocus(),
    );
    // A link that loads the portal anew, so that the page is there.
    expect(
      await screen.findByRole('link', { name: 'Open Audit Logs' }),
    ).toHaveAttribute('href', '/audit-logs');
    expect(
      api.organization.invitations.find(({ id }) => id === TOKEN),
    ).toMatchObject({ status: 'accepted' });
  });

  it('offers no way to Audit Logs to whom they were not opened', async () => {
    await openOwn(api => ({
      getOwnAccess: async () => ({
        ...(await api.getOwnAccess()),
        permissions: ['catalog.entity.read'],
        projects: [],
      }),
    }));
    await press('Accept invitation');
    expect(
      await screen.findByRole('link', { name: 'Open the portal' }),
    ).toHaveAttribute('href', '/');
    expect(screen.queryByText('Open Audit Logs')).not.toBeInTheDocument();
  });

  it('says why it does not fit: whose it is, who is signed in, and what to do', async () => {
    await open('invitation-pending');
    const mismatch = await notice('This invitation is for another address');
    expect(mismatch).toHaveTextContent('p…@partner.example');
    await waitFor(() =>
      expect(mismatch).toHaveTextContent(/you are signed in as\s*\S+/),
    );
    expect(mismatch).toHaveTextContent(/sign out/i);
    expect(mismatch).toHaveTextContent(/ask Ada\b.* to invite the address/);
    expect(
      screen.queryByRole('button', { name: /accept/i }),
    ).not.toBeInTheDocument();
  });

  it('says why it cannot be accepted although it is theirs', async () => {
    await openOffer({
      fits: false,
      reason: 'Whoever invited you does not hold it any more.',
    });
    const refused = await notice('You cannot accept this invitation');
    expect(refused).toHaveTextContent('does not hold it any more');
    expect(refused).not.toHaveTextContent(/sign out/);
  });

  it.each([
    ['unknown', 'nonsense', 'not valid any more'],
    ['expired', 'invitation-expired', 'not valid any more'],
    ['revoked', 'invitation-revoked', 'not valid any more'],
    ['used', 'invitation-linus', 'accepted already'],
  ])('says what is wrong with a link that is %s', async (_, token, words) => {
    await open(token);
    expect(
      await notice('This invitation cannot be accepted'),
    ).toHaveTextContent(words);
    // Whoever accepted it before has what it offered.
    expect(screen.getByRole('link', { name: 'Open the portal' })).toBeVisible();
  });

  it('says when to try again after too many attempts, and tries again', async () => {
    await openAfter(
      Object.assign(refusal(429, 'Too many links were tried.'), {
        response: new Response('', {
          status: 429,
          headers: { 'Retry-After': '120' },
        }),
      }),
    );
    const refused = await notice('Too many attempts');
    expect(refused).toHaveTextContent('Too many links were tried.');
    expect(refused).toHaveTextContent(/Try again after .*\d/);
    await press('Try again');
    expect(await notice('You are invited')).toBeInTheDocument();
  });

  it('says why accepting failed', async () => {
    await openOwn(() => ({
      acceptInvitation: async () => {
        throw refusal(409, 'This invitation was accepted already.');
      },
    }));
    await press('Accept invitation');
    expect(
      await notice('This invitation cannot be accepted'),
    ).toHaveTextContent('accepted already');
  });

  it('offers another try when the server cannot be reached', async () => {
    await openAfter(new TypeError('Failed to fetch'));
    expect(
      await notice('The invitation could not be loaded'),
    ).toHaveTextContent('Failed to fetch');
    await press('Try again');
    expect(await notice('You are invited')).toBeInTheDocument();
  });

  it('says what to do with an address without a token', async () => {
    await open();
    expect(await notice('Open the link of your invitation')).toHaveTextContent(
      'Open the link in the e-mail again',
    );
  });

  it('shows names as text', async () => {
    await openOffer({
      roles: [{ ref: 'role:x', title: '<img src=x onerror=alert(1)>' }],
    });
    expect(await notice('You are invited')).toHaveTextContent(
      '<img src=x onerror=alert(1)>',
    );
    expect(document.querySelector('img')).toBeNull();
  });
});
