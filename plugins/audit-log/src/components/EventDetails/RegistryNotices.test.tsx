// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import { exampleReports } from '../../../dev/exampleReports';
import { auditLog, renderPage } from '../../__testUtils__/renderPage';

const [asDeclared, unexpected, undeclared, external] = exampleReports(
  Date.now() - 60_000,
);

async function detailsOf(event: typeof asDeclared) {
  await renderPage({
    url: `/audit-logs?open=${event.id}`,
    api: auditLog({}, [asDeclared, unexpected, undeclared, external]),
  });
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('heading', { name: 'What' });
  return dialog;
}

describe('RegistryNotices', () => {
  it('say what it means that nobody has declared an action, and who can', async () => {
    const details = await detailsOf(undeclared);
    const notice = within(details).getByRole('alert');
    expect(notice).toHaveTextContent('Nobody has declared this action');
    expect(notice).toHaveTextContent('The plugin quality has not told');
    expect(
      within(notice).getByRole('link', {
        name: /How plugins declare their events/,
      }),
    ).toHaveAttribute('href', expect.stringMatching(/declare-events\.md$/));
  });

  it('say that details are not as declared, and lead to what is different', async () => {
    const details = await detailsOf(unexpected);
    const notice = within(details).getByRole('alert');
    expect(notice).toHaveTextContent('The details are not as declared');
    expect(
      within(notice).getByRole('link', { name: 'See what is different' }),
    ).toHaveAttribute('href', '/audit-logs/coverage?q=quality.report.publish');
  });

  it.each([
    ['as declared', asDeclared],
    ['from outside', external],
  ])('say nothing of an event that is %s', async (_, event) => {
    expect(within(await detailsOf(event)).queryByRole('alert')).toBeNull();
  });
});
