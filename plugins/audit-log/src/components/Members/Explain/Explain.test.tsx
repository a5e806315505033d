// SPDX-License-Identifier: Apache-2.0
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ExplainOptions } from 'backstage-plugin-audit-log-common';
import { DateTime } from 'luxon';
import { Route, Routes } from 'react-router-dom';
import { LOCAL_GROUPS } from '../../../../dev/access/exampleOrganization';
import { InMemoryAccessControl } from '../../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../../__testUtils__/renderAccess';
import type { AccessControlApi } from '../../../accessApi';
import { RolesTab } from '../../Roles/RolesTab';
import { MemberPage } from '../MemberPage';

const render = (
  ref: string,
  search = '',
  api: AccessControlApi = InMemoryAccessControl.create(),
) =>
  renderAccess(<MemberPage />, {
    url: `/access-control/members/${encodeURIComponent(ref)}${search}`,
    path: '/access-control/members/:ref',
    api,
  });

const explain = async () =>
  within(await screen.findByRole('region', { name: 'Explain' }));

const answer = async (words: RegExp) => {
  const region = await screen.findByRole('region', { name: 'Explain' });
  await waitFor(() => expect(region).toHaveTextContent(words));
};

const daysAgo = (days: number) => DateTime.now().minus({ days });

describe('Explain', () => {
  it('says in one sentence through which group, role and level, since when and by whom', async () => {
    const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
    const api = InMemoryAccessControl.create();
    // At once: it may be another day when the page is there.
    const since = format.format(daysAgo(20).toJSDate());
    const memberSince = format.format(daysAgo(60).toJSDate());
    await render('user:default/alan', '', api);
    const region = await explain();
    const picker = region.getByRole('textbox', { name: 'Permission' });
    await userEvent.type(picker, 'read audit');
    await userEvent.click(
      await screen.findByRole('option', { name: /Read audit events/ }),
    );

    await answer(
      new RegExp(
        'Alan Turing has the permission audit-log.read \\(Read audit events\\), through the group Payments ' +
          `\\(member since ${memberSince}\\), part of Engineering, with the role Log Manager, given for the whole organization since ${since}, by Ada Lovelace\\.`,
      ),
    );
    expect(region.getByRole('link', { name: since })).toHaveAttribute(
      'href',
      expect.stringContaining('operation=0190a7c2-6f9e-7cc1-b8d4-000000000001'),
    );
    // So that it can be sent.
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      '?permission=audit-log.read',
    );
    expect(region.queryByText('To give it to them')).toBeNull();
  });

  it('answers the question that a link holds', async () => {
    const asked: ExplainOptions[] = [];
    const api = InMemoryAccessControl.create();
    await render(
      'user:default/edsger',
      '?permission=audit-log.read&project=system%3Adefault%2Fshop',
      {
        ...api,
        explain: options => {
          asked.push(options);
          return api.explain(options);
        },
      },
    );
    await answer(
      /Edsger Dijkstra has the permission audit-log.read \(Read audit events\) for the project shop, through the group Contractors \(member since .+\), with the role Log Manager, given for the project shop since/,
    );
    expect(asked).toEqual([
      expect.objectContaining({
        member: 'user:default/edsger',
        permission: 'audit-log.read',
        project: 'system:default/shop',
        asOf: undefined,
      }),
    ]);
  });

  it('says for which other projects they have it', async () => {
    await render('user:default/edsger', '?permission=audit-log.read');
    await answer(
      /Edsger Dijkstra does not have the permission audit-log.read \(Read audit events\) for the whole organization/,
    );
    const region = await explain();
    expect(region.getByText('For other projects')).toBeVisible();
    expect(region.getByText(/through/)).toHaveTextContent(
      /Log Manager for the project shop, through Contractors/,
    );
  });

  it('looks back to the end of a past day', async () => {
    await render('user:default/alan', '?permission=audit-log.read');
    await answer(/Alan Turing has the permission/);
    const day = daysAgo(30);
    fireEvent.change(screen.getByLabelText('As of the end of'), {
      target: { value: day.toISODate() },
    });
    await answer(
      /As of .+, Alan Turing did not have the permission audit-log.read/,
    );
    const params = new URLSearchParams(
      screen.getByLabelText('URL').textContent!.split('?')[1],
    );
    expect(params.get('asOf')).toBe(day.endOf('day').toUTC().toISO());
    // Nothing can be done about the past.
    expect((await explain()).queryByText('To give it to them')).toBeNull();

    fireEvent.change(screen.getByLabelText('As of the end of'), {
      target: { value: '' },
    });
    await answer(/Alan Turing has the permission/);
    expect(screen.getByLabelText('URL')).not.toHaveTextContent('asOf');
  });

  it('names every way, and since when anything is known at all', async () => {
    const api = InMemoryAccessControl.create();
    await api.assignRoles({
      roles: ['auditor'],
      subjects: ['user:default/alan'],
      level: { kind: 'organization' },
    });
    await render(
      'user:default/alan',
      `?permission=audit-log.read&asOf=${daysAgo(-1).toUTC().toISO()}`,
      {
        ...api,
        explain: async options => ({
          ...(await api.explain(options)),
          knownSince: daysAgo(-2).toUTC().toISO()!,
        }),
      },
    );
    await answer(
      /Alan Turing had the permission audit-log.read \(Read audit events\), directly, with the role Auditor/,
    );
    await answer(/Before .+, nothing about this person is known\./);
    expect((await explain()).getByText('Also in this way')).toBeVisible();
    await answer(
      /Log Manager for the whole organization, through Payments, part of Engineering/,
    );
  });

  it('offers the shortest way to grant it, and does it', async () => {
    const api = InMemoryAccessControl.create();
    await render('user:default/donald', '?permission=audit-log.view', api);
    await answer(/Donald Knuth does not have/);
    const ways = within(
      await screen.findByRole('list', { name: 'Ways to give it' }),
    );
    const [shortest] = ways.getAllByRole('button');
    expect(shortest).toHaveTextContent('Add Donald Knuth to Contractors');

    await userEvent.click(
      ways.getByRole('button', { name: 'Add Donald Knuth to Reviewers' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Add members to Reviewers' }),
    );
    expect(
      dialog.getByRole('button', { name: 'Remove Donald Knuth' }),
    ).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));

    await answer(
      /Donald Knuth has the permission audit-log.view .*through the group Reviewers \(member since .+\), with the role Auditor/,
    );
    expect(
      (await api.getMember('user:default/donald')).groups.map(({ ref }) => ref),
    ).toContain(LOCAL_GROUPS.reviewers);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('opens the dialog that gives a role with the role and level in it', async () => {
    const api = InMemoryAccessControl.create();
    await render('user:default/donald', '?permission=audit-log.read', {
      ...api,
      explain: async options => {
        const explanation = await api.explain(options);
        return {
          ...explanation,
          remedies: explanation.remedies
            .filter(
              ({ kind, role }) =>
                kind === 'assign-role' && role?.title === 'Auditor',
            )
            .map(remedy => ({
              ...remedy,
              level: { kind: 'project', project: 'system:default/shop' },
            })),
        };
      },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Give Donald Knuth the role Auditor for the project shop',
      }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Add roles to Donald Knuth' }),
    );
    expect(
      dialog.getByRole('button', { name: 'Remove Auditor' }),
    ).toBeVisible();
    expect(dialog.getByRole('radio', { name: 'One project' })).toBeChecked();
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect((await api.getMember('user:default/donald')).assignments).toEqual([
      expect.objectContaining({
        level: { kind: 'project', project: 'system:default/shop' },
      }),
    ]);
  });

  it('leads to creating a role with the permission where none has it', async () => {
    const api = InMemoryAccessControl.create();
    await renderAccess(
      <Routes>
        <Route path="/members/:ref" element={<MemberPage />} />
        <Route path="/roles" element={<RolesTab />} />
      </Routes>,
      {
        url: '/access-control/members/user%3Adefault%2Fdonald?permission=scaffolder.task.read',
        path: '/access-control/*',
        api,
      },
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Create a role with scaffolder.task.read',
      }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Create role' }),
    );
    await userEvent.type(
      dialog.getByRole('textbox', { name: 'Name' }),
      'Task readers',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Next' }));
    expect(await dialog.findByText('1 permission picked')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
    await waitFor(() =>
      expect(api.organization.roles).toContainEqual(
        expect.objectContaining({
          name: 'Task readers',
          permissions: ['scaffolder.task.read'],
        }),
      ),
    );
  });

  it('tells those who may not change anything what to ask for', async () => {
    await render(
      'user:default/donald',
      '?permission=audit-log.read',
      InMemoryAccessControl.create({ me: 'user:default/margaret' }),
    );
    await answer(
      /Somebody who may change access can: Add Donald Knuth to Contractors\./,
    );
    expect(
      screen.queryByRole('button', { name: /Add Donald Knuth/ }),
    ).toBeNull();
  });

  it('says why there is no answer, and asks again', async () => {
    const api = InMemoryAccessControl.create();
    let isDown = true;
    await render('user:default/alan', '?permission=audit-log.read', {
      ...api,
      explain: async options => {
        if (isDown) {
          throw refusal(503, 'The database does not answer');
        }
        return api.explain(options);
      },
    });
    expect(
      await screen.findByText('The database does not answer'),
    ).toBeVisible();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await answer(/Alan Turing has the permission/);
  });
});
