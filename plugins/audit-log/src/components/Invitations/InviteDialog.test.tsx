// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { InvitationsTab } from './InvitationsTab';

type Api = ReturnType<typeof InMemoryAccessControl.create>;

async function openDialog(api: Parameters<typeof renderAccess>[1] & object) {
  await renderAccess(<InvitationsTab />, {
    url: '/access-control/invitations',
    ...api,
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Invite Member' }),
  );
  return screen.findByRole('dialog', { name: 'Invite members' });
}

const field = () => screen.getByRole('textbox', { name: 'E-mail addresses' });

async function paste(text: string) {
  await userEvent.click(field());
  await userEvent.paste(text);
}

const pick = async (list: 'Roles' | 'Groups', name: RegExp) =>
  userEvent.click(
    await within(screen.getByRole('list', { name: list })).findByRole(
      'checkbox',
      { name },
    ),
  );

const invite = () =>
  userEvent.click(screen.getByRole('button', { name: 'Invite' }));

const results = () => screen.findByRole('list', { name: 'Results' });

describe('InviteDialog', () => {
  it('invites several addresses to roles and groups, with a result and a link for each', async () => {
    const api = InMemoryAccessControl.create();
    const inviteMembers = jest.spyOn(api, 'inviteMembers');
    const dialog = await openDialog({ api });
    expect(dialog).toHaveTextContent('No mail server is set');
    expect(dialog).toHaveTextContent('auditLog.mail');

    await paste('new@x.org; Pending <pending@partner.example>\nbad@@x.org');
    await pick('Roles', /^Auditor/);
    const [group] = api.organization.groups.filter(({ ref }) =>
      ref.startsWith('local-group:'),
    );
    await pick('Groups', new RegExp(`^${group.title}`));
    await invite();

    const list = await results();
    const items = within(list).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^bad@@x.orgNot invited: There is more than one @/),
      expect.stringMatching(/^new@x.orgInvited/),
      expect.stringMatching(/^pending@partner.exampleRenewed/),
    ]);
    expect(
      screen.getByText('1 invited, 1 renewed, 1 not invited.'),
    ).toHaveAttribute('role', 'status');
    expect(inviteMembers).toHaveBeenCalledWith({
      emails: ['new@x.org', 'pending@partner.example'],
      roles: ['auditor'],
      groups: [group.ref],
      level: { kind: 'organization' },
    });

    const token = (email: string) =>
      api.organization.invitations.find(one => one.email === email)?.token;
    const link = (email: string) =>
      `http://localhost:3000/invitation#token=${token(email)}`;
    // Without a clipboard, as here, the person is asked to copy the same text.
    const prompt = jest.spyOn(window, 'prompt').mockReturnValue(null);
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy the link for new@x.org' }),
    );
    expect(prompt).toHaveBeenLastCalledWith(
      expect.any(String),
      link('new@x.org'),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy all 2 links' }),
    );
    expect(prompt).toHaveBeenLastCalledWith(
      expect.any(String),
      `new@x.org\t${link('new@x.org')}\npending@partner.example\t${link(
        'pending@partner.example',
      )}`,
    );
    prompt.mockRestore();

    await userEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(await screen.findByText('new@x.org')).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Invite Member' }),
      ).toHaveFocus(),
    );
  });

  it('goes back to what is to be corrected', async () => {
    const api = InMemoryAccessControl.create();
    await openDialog({ api });
    await paste('good@x.org bad@x');
    await pick('Roles', /^Auditor/);
    await invite();
    await results();
    await userEvent.click(
      screen.getByRole('button', { name: 'Go on with 1 left' }),
    );
    await userEvent.click(screen.getByRole('button', { name: /^Edit bad@x/ }));
    await userEvent.type(field(), '.org');
    await invite();
    expect(
      within(await results())
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringMatching(/^bad@x.orgInvited/),
      expect.stringMatching(/^good@x.orgInvited/),
    ]);
  });

  it('says that e-mails are on their way where a mail server is set', async () => {
    await openDialog({ api: InMemoryAccessControl.create({ mail: true }) });
    await paste('new@x.org');
    await pick('Roles', /^Auditor/);
    await invite();
    expect(await results()).toHaveTextContent('an e-mail is on its way');
    expect(screen.queryByText(/No mail server is set/)).toBeNull();
    expect(screen.queryByRole('button', { name: /^Copy all/ })).toBeNull();
  });

  it.each([
    ['no address', '', true, 'Enter at least one e-mail address.'],
    ['bad ones only', 'bad', true, 'None of these is an e-mail address.'],
    [
      'too many',
      Array.from({ length: 1001 }, (_, i) => `p${i}@x.org`).join(),
      true,
      'At most 1,000 can be invited at once: remove 1 address.',
    ],
  ])(
    'says beside the addresses that there are %s',
    async (_, text, __, words) => {
      const api = InMemoryAccessControl.create();
      const inviteMembers = jest.spyOn(api, 'inviteMembers');
      await openDialog({ api });
      if (text) {
        await paste(text);
      }
      await pick('Roles', /^Auditor/);
      await invite();
      await waitFor(() =>
        expect(field()).toHaveAccessibleDescription(
          expect.stringContaining(words),
        ),
      );
      expect(inviteMembers).not.toHaveBeenCalled();
    },
  );

  it('says beside the roles that nothing is offered, and what the server says of them', async () => {
    const api = InMemoryAccessControl.create();
    await openDialog({
      api: {
        ...api,
        inviteMembers: async () => {
          throw refusal(404, 'roles: the role was deleted a moment ago');
        },
      },
    });
    await paste('new@x.org');
    await invite();
    const roles = screen.getByRole('group', { name: 'Roles' });
    expect(await within(roles).findByRole('alert')).toHaveTextContent(
      'Pick at least one role or group to offer.',
    );
    await pick('Roles', /^Auditor/);
    await invite();
    await waitFor(() =>
      expect(within(roles).getByRole('alert')).toHaveTextContent(
        'The role was deleted a moment ago',
      ),
    );
    // Nothing of what was entered is lost.
    expect(
      screen.getByRole('button', { name: 'Edit new@x.org' }),
    ).toBeInTheDocument();
  });

  it('offers what the person does not hold with the reason, and does not let it be picked', async () => {
    const whole = InMemoryAccessControl.create();
    const api = {
      ...whole,
      getOwnAccess: async () => ({
        ...(await whole.getOwnAccess()),
        administrator: false,
        permissions: ['access-control.read', 'access-control.manage'],
      }),
    };
    await openDialog({ api });
    const option = (list: 'Roles' | 'Groups', name: RegExp) =>
      within(screen.getByRole('list', { name: list })).findByRole('checkbox', {
        name,
      });
    const auditor = await option('Roles', /^Auditor/);
    expect(auditor).toBeDisabled();
    expect(auditor).toHaveAccessibleDescription(/which you do not hold/);
    // They read the audit log of one project.
    const contractors = await option('Groups', /^Contractors/);
    await waitFor(() => expect(contractors).toBeDisabled());
    expect(contractors).toHaveAccessibleDescription(
      /gives audit-log.view and 3 more, which you do not hold/,
    );
  });

  it('shows how far it is, and keeps links and what is left over when it is stopped half way', async () => {
    const whole: Api = InMemoryAccessControl.create();
    let goOn = () => {};
    const inviteMembers = jest
      .fn(whole.inviteMembers)
      .mockImplementationOnce(async input => {
        await new Promise<void>(resolve => {
          goOn = resolve;
        });
        return whole.inviteMembers(input);
      })
      .mockImplementationOnce(whole.inviteMembers)
      .mockRejectedValueOnce(
        Object.assign(refusal(429, 'Too many invitations.'), {
          response: new Response('', {
            status: 429,
            headers: { 'Retry-After': '3600' },
          }),
        }),
      );
    await openDialog({ api: { ...whole, inviteMembers } });
    await paste(
      Array.from({ length: 250 }, (_, i) => `p${i}@x.org`).join('\n'),
    );
    await pick('Roles', /^Auditor/);
    await invite();
    expect(await screen.findByText('Invited 0 of 250')).toBeInTheDocument();
    expect(field()).toBeDisabled();
    goOn();
    expect(await screen.findByText('200 invited.')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Too many invitations. Try again after/,
    );
    expect(
      screen.getByRole('button', { name: 'Copy all 200 links' }),
    ).toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Go on with 50 left' }),
    );
    await invite();
    expect(await screen.findByText('250 invited.')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(
      inviteMembers.mock.calls.map(([{ emails }]) => emails.length),
    ).toEqual([100, 100, 50, 50]);
  });

  it('offers roles for one project', async () => {
    const api = InMemoryAccessControl.create();
    const inviteMembers = jest.spyOn(api, 'inviteMembers');
    await openDialog({ api });
    await paste('new@x.org');
    await pick('Roles', /^Auditor/);
    await userEvent.click(screen.getByRole('radio', { name: 'One project' }));
    await invite();
    const levels = screen.getByRole('group', { name: 'Mapping level' });
    expect(await within(levels).findByRole('alert')).toHaveTextContent(
      'Pick the project',
    );
    await userEvent.click(screen.getByRole('textbox', { name: 'Project' }));
    await userEvent.click(
      await screen.findByRole('option', { name: /The shop/ }),
    );
    await invite();
    await results();
    expect(inviteMembers).toHaveBeenCalledWith(
      expect.objectContaining({
        level: { kind: 'project', project: 'system:default/shop' },
      }),
    );
  });
});
