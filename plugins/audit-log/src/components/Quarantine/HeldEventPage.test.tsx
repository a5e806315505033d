// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { KEY_IDS } from '../../../dev/access/exampleKeys';
import { exampleQuarantine } from '../../../dev/exampleQuarantine';
import { InMemoryAccessControl } from '../../../dev/InMemoryAccessControl';
import { refusal, renderAccess } from '../../__testUtils__/renderAccess';
import { HeldEventPage } from './HeldEventPage';
import { REASONS } from './reasons';

const held = exampleQuarantine(Date.now());
const idOf = (reason: string) =>
  held.find(event => event.reason === reason)!.id;

const open = (
  id: string,
  options: Omit<NonNullable<Parameters<typeof renderAccess>[1]>, 'path'> = {},
) =>
  renderAccess(<HeldEventPage />, {
    url: `/access-control/keys/quarantine/${id}`,
    path: '/access-control/keys/quarantine/:id',
    ...options,
  });

describe('HeldEventPage', () => {
  it('shows why an event is held, what to do, and what was sent', async () => {
    await open(idOf('source'));
    expect(
      await screen.findByRole('heading', {
        name: /^com.example.deploy.started/,
      }),
    ).toHaveTextContent('Source not allowed');
    const why = screen.getByRole('note');
    expect(why).toHaveTextContent('The key may not use this source');
    expect(why).toHaveTextContent('source: the key may not use this source');
    expect(why).toHaveTextContent('Add the source to those of the key');
    expect(
      within(why).getByRole('link', { name: 'Edit the key' }),
    ).toHaveAttribute(
      'href',
      `/access-control/keys/${KEY_IDS.deployments}?dialog=edit`,
    );

    const details = screen.getByRole('region', { name: 'Details' });
    expect(details).toHaveTextContent('https://elsewhere.example.com/');
    expect(details).toHaveTextContent('deploy-1');
    expect(details).not.toHaveTextContent('Sent again');

    const sent = screen.getByRole('region', { name: 'What was sent' });
    expect(sent).toHaveTextContent('seconds: 12');
    expect(sent).toHaveTextContent('token: [redacted]');
    const prompt = jest.spyOn(window, 'prompt').mockReturnValue(null);
    await userEvent.click(
      within(sent).getByRole('button', { name: 'Copy JSON' }),
    );
    const [, copied] = prompt.mock.lastCall!;
    prompt.mockRestore();
    expect(JSON.parse(copied!)).toEqual(held[0].content);
  });

  it.each(held.map(({ reason, id }) => [reason, id] as const))(
    'says what to do about %s (%s)',
    async (reason, id) => {
      await open(id);
      const why = await screen.findByRole('note');
      expect(why).toHaveTextContent(REASONS[reason].remedy);
      // The project or source can be allowed; nothing else is up to the key.
      expect(
        screen.queryAllByRole('link', { name: 'Edit the key' }),
      ).toHaveLength(['source', 'project'].includes(reason) ? 1 : 0);
    },
  );

  it('says how often it was sent, and shows markup as it was sent', async () => {
    await open(idOf('invalid'));
    expect(
      await screen.findByRole('region', { name: 'Details' }),
    ).toHaveTextContent('1,204 times in all');
    expect(
      screen.getByRole('region', { name: 'What was sent' }),
    ).toHaveTextContent('severity: <b>loud</b>');
  });

  it('offers no change of the key to those who may only look', async () => {
    await open(idOf('source'), {
      api: InMemoryAccessControl.create({ me: 'user:default/margaret' }),
    });
    expect(await screen.findByRole('note')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Edit the key' })).toBeNull();
  });

  it('says that it is gone, and the way back', async () => {
    await open('8c1f0c52-8a53-4f4e-9d0b-000000000000');
    expect(
      await screen.findByText('There is no such held event'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All held events' }),
    ).toHaveAttribute('href', '/access-control/keys/quarantine');
  });

  it('says whom to ask, when a person may not read all of the log', async () => {
    const refuse = async () => {
      throw refusal(403, 'You need audit-log.read.');
    };
    await open(idOf('source'), {
      auditLog: { listQuarantine: refuse, getQuarantinedEvent: refuse },
    });
    expect(
      await screen.findByText('You have no access to the quarantine'),
    ).toBeVisible();
  });
});
