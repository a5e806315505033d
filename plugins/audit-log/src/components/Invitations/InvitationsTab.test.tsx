// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Invitation } from 'backstage-plugin-audit-log-common';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { InvitationsTab } from './InvitationsTab';

const URL = '/access-control/invitations';

const open = (
  options: Omit<NonNullable<Parameters<typeof renderAccess>[1]>, 'path'> = {},
) => renderAccess(<InvitationsTab />, { url: URL, ...options });

/** By the text of its address: the names of all rows take jsdom seconds to work out. */
async function row(name: string): Promise<HTMLElement> {
  const [address] = await screen.findAllByText(new RegExp(`^${name}@`));
  return address.closest('tr')!;
}

const act = async (action: string, name: string) =>
  userEvent.click(
    within(await row(name)).getByRole('button', {
      name: new RegExp(`^${action}: ${name}@`),
    }),
  );

const dialog = (name: string | RegExp, role = 'alertdialog') =>
  screen.findByRole(role, { name });

describe('InvitationsTab', () => {
  it('lists address, status, offer, who, when, until when, and the e-mail', async () => {
    await open({ api: InMemoryAccessControl.create({ mail: true }) });
    const pending = await row('pending');
    expect(pending).toHaveTextContent('Pending');
    expect(pending).toHaveTextContent('Auditor (Organization)');
    expect(pending).toHaveTextContent(/by Ada/);
    expect(pending).toHaveTextContent(/until/);
    expect(pending).toHaveTextContent('E-mail sent');

    const bounced = await row('bounced');
    expect(bounced).toHaveTextContent('Came back undelivered');
    expect(bounced).toHaveTextContent('550 5.1.1 No such user here');
    expect(bounced).toHaveTextContent('Check the address');

    expect(await row('linus')).toHaveTextContent(/accepted .* by linus/);
    expect(await row('expired')).toHaveTextContent('Expired');
    expect(await row('revoked')).toHaveTextContent(/revoked/);
    expect(screen.queryByText('No mail server is set')).not.toBeInTheDocument();
  });

  it('says plainly that no mail server is set, and how to set one', async () => {
    await open();
    const note = (await screen.findByText('No mail server is set')).closest(
      '[role=note]',
    );
    expect(note).toHaveTextContent('Nobody gets an e-mail');
    expect(note).toHaveTextContent('auditLog: mail: host:');
    expect(note).toHaveTextContent('docs/guides/invite-members.md');
  });

  it.each([
    ['queued', 0, 'E-mail waits to be sent'],
    ['queued', 2, 'tried 2 times, will be tried again'],
    ['unconfirmed', 1, 'Ask whether it arrived; if not, resend it'],
    ['refused', 1, 'Refused by the mail server'],
    ['link', 0, 'the link is handed over'],
  ] as const)(
    'says what %s means (%s attempts)',
    async (state, attempts, words) => {
      const api = InMemoryAccessControl.create({ mail: true });
      const [first] = api.organization.invitations;
      api.organization.invitations = [
        { ...first, delivery: { state, attempts, reason: '451 Later' } },
      ];
      await open({ api });
      const shown = await row('pending');
      expect(shown).toHaveTextContent(words);
      expect(shown).toHaveTextContent('451 Later');
    },
  );

  it('finds by address and by status, in the URL', async () => {
    await open();
    await row('pending');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Search invitations' }),
      'linus{Enter}',
    );
    await waitFor(() =>
      expect(screen.queryByText('pending@partner.example')).toBeNull(),
    );
    expect(await row('linus')).toBeInTheDocument();
    await userEvent.click(screen.getByLabelText('Status Any'));
    await userEvent.click(screen.getByRole('option', { name: 'Expired' }));
    expect(await screen.findByText('No invitations match')).toBeInTheDocument();
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      `${URL}?q=linus&status=expired`,
    );
  });

  it('asks once before it revokes', async () => {
    const api = InMemoryAccessControl.create();
    await open({ api });
    await row('pending');
    await act('Revoke', 'pending');
    const question = await dialog(
      'Revoke the invitation of pending@partner.example?',
    );
    expect(question).toHaveTextContent('Its link stops working');
    await userEvent.click(
      within(question).getByRole('button', { name: 'Revoke' }),
    );
    expect(
      await screen.findByText(
        'The invitation of pending@partner.example is revoked',
      ),
    ).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await waitFor(async () =>
      expect(await row('pending')).toHaveTextContent('Revoked'),
    );
    expect(within(await row('pending')).queryAllByRole('button')).toEqual([]);
    // The button that asked is gone.
    await waitFor(() =>
      expect(screen.getByRole('group', { name: 'invitations' })).toHaveFocus(),
    );
  });

  it('says in the server’s words why it could not revoke', async () => {
    const whole = InMemoryAccessControl.create();
    await open({
      api: {
        ...whole,
        revokeInvitation: async () => {
          throw refusal(409, 'The invitation is accepted already.');
        },
      },
    });
    await row('pending');
    await act('Revoke', 'pending');
    const question = await dialog(/^Revoke/);
    await userEvent.click(
      within(question).getByRole('button', { name: 'Revoke' }),
    );
    expect(await within(question).findByRole('alert')).toHaveTextContent(
      'The invitation is accepted already.',
    );
  });

  it('makes a new link to copy, after saying that earlier ones stop working', async () => {
    const api = InMemoryAccessControl.create({ mail: true });
    const user = userEvent.setup();
    await open({ api });
    await row('bounced');
    await act('Copy link', 'bounced');
    const question = await dialog(
      'Make a new link for bounced@partner.example?',
    );
    expect(question).toHaveTextContent('Earlier links stop working');
    await user.click(
      within(question).getByRole('button', { name: 'Make link' }),
    );
    const shown = await dialog('Link for bounced@partner.example', 'dialog');
    const { token } = api.organization.invitations.find(
      ({ id }) => id === 'invitation-bounced',
    )!;
    expect(token).not.toBe('invitation-bounced');
    expect(within(shown).getByRole('textbox', { name: 'Link' })).toHaveValue(
      `http://localhost:3000/invitation#token=${token}`,
    );
    // Without a clipboard, as here, the person is asked to copy the same text.
    const prompt = jest.spyOn(window, 'prompt').mockReturnValue(null);
    await user.click(within(shown).getByRole('button', { name: 'Copy link' }));
    expect(prompt).toHaveBeenCalledWith(
      expect.any(String),
      `http://localhost:3000/invitation#token=${token}`,
    );
    prompt.mockRestore();
    expect(await within(shown).findByText('Copied')).toBeInTheDocument();
    await user.click(within(shown).getByRole('button', { name: 'Close' }));
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: /^Copy link: bounced@/ }),
      ).toHaveFocus(),
    );
  });

  it('resends by e-mail where a mail server is set, and says when not to yet', async () => {
    const whole = InMemoryAccessControl.create({ mail: true });
    const resendInvitation = jest
      .fn(whole.resendInvitation)
      .mockRejectedValueOnce(
        Object.assign(refusal(429, 'It was sent a moment ago.'), {
          response: new Response('', {
            status: 429,
            headers: { 'Retry-After': '60' },
          }),
        }),
      );
    await open({ api: { ...whole, resendInvitation } });
    await row('expired');
    await act('Resend', 'expired');
    const question = await dialog(/^Resend the invitation of expired@/);
    expect(question).toHaveTextContent('Earlier links stop working');
    const resend = within(question).getByRole('button', { name: 'Resend' });
    await userEvent.click(resend);
    expect(await within(question).findByRole('alert')).toHaveTextContent(
      /It was sent a moment ago. Try again after/,
    );
    await userEvent.click(resend);
    expect(
      await screen.findByText(
        'A new e-mail to expired@partner.example is on its way',
      ),
    ).toBeInTheDocument();
    await waitFor(async () =>
      expect(await row('expired')).toHaveTextContent(
        /Pending.*E-mail waits to be sent/,
      ),
    );
  });

  it('says that there are none yet', async () => {
    const api = InMemoryAccessControl.create();
    api.organization.invitations = [];
    await open({ api });
    expect(await screen.findByText('No invitations yet')).toBeInTheDocument();
  });

  it('shows what the server and people wrote as text', async () => {
    const api = InMemoryAccessControl.create();
    const [first] = api.organization.invitations;
    const html = '<img src=x onerror=alert(1)>';
    const hostile: Partial<Invitation> = {
      roles: [{ ref: 'role:auditor', title: html }],
      delivery: { state: 'refused', reason: html },
    };
    api.organization.invitations = [{ ...first, ...hostile }];
    await open({ api });
    await row('pending');
    expect(screen.getAllByText(html)).toHaveLength(2);
    expect(document.querySelector('img')).toBeNull();
  });

  it('goes from page to page', async () => {
    const api = InMemoryAccessControl.create();
    const [first] = api.organization.invitations;
    api.organization.invitations = Array.from({ length: 60 }, (_, i) => ({
      ...first,
      id: `i${i}`,
      email: `p${i}@x.org`,
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString(),
    }));
    await open({ api });
    expect(await screen.findByText('p59@x.org')).toBeInTheDocument();
    expect(screen.getByText('60 invitations')).toBeInTheDocument();
    await userEvent.click(screen.getByText('Next'));
    expect(await screen.findByText('p0@x.org')).toBeInTheDocument();
    expect(screen.queryByText('p59@x.org')).toBeNull();
  });
});
