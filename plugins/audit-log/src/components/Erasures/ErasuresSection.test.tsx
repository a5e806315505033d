// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Erasure } from 'backstage-plugin-audit-log-common';
import { auditLog, refusal, renderPage } from '../../__testUtils__/renderPage';

const URL = '/audit-logs/integrity';
const JANE = 'user:default/jane.doe';

async function render(replaced: Parameters<typeof auditLog>[0] = {}) {
  const log = auditLog();
  const api = { ...log, ...replaced };
  await renderPage({ url: URL, api });
  return screen.findByRole('region', { name: 'Erasures' });
}

async function openDialog(section: HTMLElement) {
  await userEvent.click(
    within(section).getByRole('button', { name: 'Erase a person…' }),
  );
  const dialog = await screen.findByRole('dialog', { name: 'Erase a person' });
  const field = (name: string) => within(dialog).getByRole('textbox', { name });
  const erase = within(dialog).getByRole('button', { name: 'Erase for ever' });
  return { dialog, field, erase };
}

/** At once, as most people do with references. */
async function enter(field: HTMLElement, text: string) {
  await userEvent.click(field);
  await userEvent.paste(text);
}

describe('ErasuresSection', () => {
  afterEach(() => jest.useRealTimers());

  it('erases a person after saying what that means, how much it is, and that it is meant', async () => {
    const log = auditLog();
    const erasePerson = jest.fn(log.erasePerson);
    const section = await render({ ...log, erasePerson });
    expect(
      await within(section).findByText('Nothing was erased'),
    ).toBeVisible();
    const { dialog, field, erase } = await openDialog(section);
    expect(within(dialog).getByRole('note')).toHaveTextContent(
      /cannot be undone/,
    );
    expect(field('Confirmation')).toBeDisabled();

    await enter(field('Person'), JANE);
    await userEvent.tab();
    const count = await log.previewErasure(JANE);
    expect(
      await within(dialog).findByText(
        new RegExp(
          `^${count} events of the database have something of this person`,
        ),
      ),
    ).toBeVisible();
    await enter(field('Reason'), 'Request 4711');
    await enter(field('Confirmation'), 'jane');
    expect(erase).toBeDisabled();
    await userEvent.clear(field('Confirmation'));
    await enter(field('Confirmation'), JANE);
    await userEvent.click(erase);

    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(erasePerson).toHaveBeenCalledWith({
      person: JANE,
      reason: 'Request 4711',
    });
    const table = await within(section).findByRole('table');
    expect(within(table).getByText('Running')).toBeVisible();
    expect(within(table).getByText('Request 4711')).toBeVisible();
    expect(table).not.toHaveTextContent('user:default');
  });

  it('offers people who are in the log', async () => {
    const { dialog, field } = await openDialog(await render());
    await enter(field('Person'), 'yuki');
    // Once they are narrowed: those of before are offered until then.
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await userEvent.click(
      screen.getByRole('option', { name: 'user:default/yuki' }),
    );
    expect(field('Person')).toHaveValue('user:default/yuki');
    expect(
      await within(dialog).findByText(/ something of this person/),
    ).toBeVisible();
  });

  it('says when there is nothing to erase, and when it cannot be counted', async () => {
    const section = await render({
      previewErasure: async person => {
        if (person === 'nobody') {
          return 0;
        }
        throw refusal(400, 'person: not a reference');
      },
    });
    const { dialog, field } = await openDialog(section);
    await enter(field('Person'), 'nobody');
    await userEvent.tab();
    expect(
      await within(dialog).findByText(/No event of the database has anything/),
    ).toBeVisible();
    await enter(field('Person'), '!');
    await userEvent.tab();
    expect(await within(dialog).findByText('Not a reference')).toBeVisible();
  });

  it('says beside the field what the server finds wrong with it', async () => {
    const section = await render({
      erasePerson: async () => {
        throw refusal(400, 'reason: must not name the person');
      },
    });
    const { dialog, field, erase } = await openDialog(section);
    await enter(field('Person'), JANE);
    await enter(field('Reason'), 'of Jane');
    await enter(field('Confirmation'), JANE);
    await userEvent.click(erase);
    expect(
      await within(dialog).findByText('Must not name the person'),
    ).toBeVisible();
    expect(field('Reason')).toHaveAttribute('aria-invalid', 'true');
  });

  it('says what is archived, and what an erasure waits for', async () => {
    const erasure: Erasure = {
      id: '0190a7c2-0000-7000-b000-000000000001',
      state: 'running',
      reason: 'Request 4711',
      startedAt: new Date().toISOString(),
      startedBy: 'user:default/omar',
      events: 10,
      archivedEvents: 1500,
      waiting: ['The bucket protects a file until 2027.'],
    };
    const section = await render({ erasures: async () => [erasure] });
    const table = await within(section).findByRole('table');
    expect(within(table).getByText('10 live')).toBeVisible();
    expect(
      within(table).getByText(`${(1500).toLocaleString()} archived`),
    ).toBeVisible();
    await userEvent.hover(within(table).getByText('Waiting'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'The bucket protects a file until 2027.',
    );
    expect(within(table).queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('follows an erasure until it is done', async () => {
    const erasure = (differing: Partial<Erasure>): Erasure => ({
      id: '0190a7c2-0000-7000-b000-000000000001',
      state: 'running',
      reason: 'Request 4711',
      startedAt: new Date().toISOString(),
      startedBy: 'user:default/omar',
      events: 10,
      archivedEvents: 0,
      ...differing,
    });
    jest.useFakeTimers();
    const answers = [
      erasure({}),
      erasure({ events: 2000 }),
      erasure({ state: 'done', events: 2500 }),
    ];
    const section = await render({
      erasures: async () => [
        answers.length > 1 ? answers.shift()! : answers[0],
      ],
    });
    const table = await within(section).findByRole('table');
    expect(
      within(table).getByRole('progressbar', { name: 'Erasing' }),
    ).toBeVisible();
    expect(
      await within(table).findByText((2000).toLocaleString()),
    ).toBeVisible();
    expect(await within(table).findByText('Done')).toBeVisible();
    expect(within(table).queryByRole('progressbar')).not.toBeInTheDocument();
    expect(within(table).getAllByRole('link')[0]).toHaveAttribute(
      'href',
      expect.stringContaining(`operation=${answers[0].id}`),
    );
  });
});
