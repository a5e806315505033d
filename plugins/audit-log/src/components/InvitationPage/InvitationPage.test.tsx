// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import type { AccessControlApi } from '../../accessApi';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { InvitationPage } from './InvitationPage';
import { forgetInvitationToken } from './invitationToken';

const DONALD = { me: 'user:default/donald' };

async function open(options: {
  readonly token?: string;
  readonly api?: AccessControlApi;
}) {
  const { token, api = InMemoryAccessControl.create(DONALD) } = options;
  const fragment = token === undefined ? '' : `#token=${token}`;
  window.history.replaceState({}, '', `/invitation${fragment}`);
  await renderAccess(<InvitationPage />, { url: '/invitation', api });
}

const notice = (name: string | RegExp) => screen.findByRole('region', { name });

describe('InvitationPage', () => {
  afterEach(forgetInvitationToken);

  it('takes the token out of the address at once, and logs it nowhere', async () => {
    const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map(
      method => jest.spyOn(console, method).mockImplementation(() => {}),
    );
    await open({ token: 'invitation-donald' });
    expect(window.location.hash).toBe('');
    await notice('You are invited');
    const logged = JSON.stringify(logs.map(({ mock }) => mock.calls));
    logs.forEach(log => log.mockRestore());
    expect(logged).not.toContain('invitation-donald');
    expect(document.body).not.toHaveTextContent('invitation-donald');
  });

  it('says who invites to what and until when, and gives it on Accept', async () => {
    const api = InMemoryAccessControl.create(DONALD);
    await open({ token: 'invitation-donald', api });
    const offer = await notice('You are invited');
    expect(offer).toHaveTextContent(/Invited by\s*Ada/);
    expect(offer).toHaveTextContent(/Sent to\s*donald@example.com/);
    expect(offer).toHaveTextContent(/Roles\s*Auditor/);
    expect(offer).toHaveTextContent(/For\s*Organization/);
    expect(offer).toHaveTextContent('Open until');

    await userEvent.click(
      screen.getByRole('button', { name: 'Accept invitation' }),
    );
    await notice('You have accepted the invitation');
    expect(
      screen.getByRole('heading', { name: 'You have accepted the invitation' }),
    ).toHaveFocus();
    // A link that loads the portal anew, so that the page is there.
    expect(
      await screen.findByRole('link', { name: 'Open Audit Logs' }),
    ).toHaveAttribute('href', '/audit-logs');
    expect(
      api.organization.invitations.find(({ id }) => id === 'invitation-donald'),
    ).toMatchObject({ status: 'accepted' });
  });

  it('offers no way to Audit Logs to whom they were not opened', async () => {
    const whole = InMemoryAccessControl.create(DONALD);
    await open({
      token: 'invitation-donald',
      api: {
        ...whole,
        getOwnAccess: async () => ({
          ...(await whole.getOwnAccess()),
          permissions: ['catalog.entity.read'],
          projects: [],
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept invitation' }),
    );
    expect(
      await screen.findByRole('link', { name: 'Open the portal' }),
    ).toHaveAttribute('href', '/');
    expect(screen.queryByText('Open Audit Logs')).not.toBeInTheDocument();
  });

  it('says why it does not fit: whose it is, who is signed in, and what to do', async () => {
    await open({ token: 'invitation-pending' });
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
    const whole = InMemoryAccessControl.create(DONALD);
    await open({
      token: 'invitation-donald',
      api: {
        ...whole,
        inspectInvitation: async token => ({
          ...(await whole.inspectInvitation(token)),
          fits: false,
          reason: 'Whoever invited you does not hold it any more.',
        }),
      },
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
    await open({ token });
    expect(
      await notice('This invitation cannot be accepted'),
    ).toHaveTextContent(words);
    // Whoever accepted it before has what it offered.
    expect(screen.getByRole('link', { name: 'Open the portal' })).toBeVisible();
  });

  it('says when to try again after too many attempts, and tries again', async () => {
    const whole = InMemoryAccessControl.create(DONALD);
    const inspectInvitation = jest
      .fn(whole.inspectInvitation)
      .mockRejectedValueOnce(
        Object.assign(refusal(429, 'Too many links were tried.'), {
          response: new Response('', {
            status: 429,
            headers: { 'Retry-After': '120' },
          }),
        }),
      );
    await open({
      token: 'invitation-donald',
      api: { ...whole, inspectInvitation },
    });
    const refused = await notice('Too many attempts');
    expect(refused).toHaveTextContent('Too many links were tried.');
    expect(refused).toHaveTextContent(/Try again after .*\d/);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await notice('You are invited')).toBeInTheDocument();
  });

  it('says why accepting failed', async () => {
    const whole = InMemoryAccessControl.create(DONALD);
    await open({
      token: 'invitation-donald',
      api: {
        ...whole,
        acceptInvitation: async () => {
          throw refusal(409, 'This invitation was accepted already.');
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Accept invitation' }),
    );
    expect(
      await notice('This invitation cannot be accepted'),
    ).toHaveTextContent('accepted already');
  });

  it('offers another try when the server cannot be reached', async () => {
    const whole = InMemoryAccessControl.create(DONALD);
    const inspectInvitation = jest
      .fn(whole.inspectInvitation)
      .mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await open({
      token: 'invitation-donald',
      api: { ...whole, inspectInvitation },
    });
    expect(
      await notice('The invitation could not be loaded'),
    ).toHaveTextContent('Failed to fetch');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await notice('You are invited')).toBeInTheDocument();
  });

  it('says what to do with an address without a token', async () => {
    await open({});
    expect(await notice('Open the link of your invitation')).toHaveTextContent(
      'Open the link in the e-mail again',
    );
  });

  it('shows names as text', async () => {
    const whole = InMemoryAccessControl.create(DONALD);
    await open({
      token: 'invitation-donald',
      api: {
        ...whole,
        inspectInvitation: async token => ({
          ...(await whole.inspectInvitation(token)),
          roles: [{ ref: 'role:x', title: '<img src=x onerror=alert(1)>' }],
        }),
      },
    });
    expect(await notice('You are invited')).toHaveTextContent(
      '<img src=x onerror=alert(1)>',
    );
    expect(document.querySelector('img')).toBeNull();
  });

  it('names what was offered and is not there any more', async () => {
    const api = InMemoryAccessControl.create(DONALD);
    await open({
      token: 'invitation-donald',
      api: {
        ...api,
        inspectInvitation: async (...given) => ({
          ...(await api.inspectInvitation(...given)),
          gone: [{ ref: 'role:1', title: 'A role of <b>old</b>' }],
        }),
      },
    });
    expect(await notice('You are invited')).toHaveTextContent(
      /No longer there\s*A role of <b>old<\/b>/,
    );
  });
});
