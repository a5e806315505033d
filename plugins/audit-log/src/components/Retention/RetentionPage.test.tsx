// SPDX-License-Identifier: Apache-2.0
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  emptyRetention,
  exampleRetention,
} from '../../../dev/retention/exampleRetention';
import { refusal, renderPage } from '../../__testUtils__/renderPage';
import { renderRetention, section } from '../../__testUtils__/renderRetention';
import { formatTime } from '../labels/formatTime';

const now = Date.now();

describe('RetentionPage', () => {
  it('is reached from the list, and leads back', async () => {
    await renderPage();
    await userEvent.click(
      await screen.findByRole('link', { name: 'Retention' }),
    );
    expect(
      await screen.findByText(
        '1 year live, 1 more year archived, then removed',
      ),
    ).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Retention' })).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: /All events/ }));
    expect(
      await screen.findByRole('table', { name: 'Audit events' }),
    ).toBeVisible();
  });

  it('says what there is not, in a portal that is new', async () => {
    await renderRetention(emptyRetention(now));
    for (const words of [
      'Nothing is archived yet',
      'Nothing is held',
      'Nothing was due yet',
    ]) {
      expect(await screen.findByText(words)).toBeVisible();
    }
    for (const table of ['Rules', 'Last changes', 'Live', 'Archive', 'Runs']) {
      expect(
        screen.queryByRole('table', { name: table }),
      ).not.toBeInTheDocument();
    }
  });

  it('shows where all of it will be while it loads', async () => {
    await renderRetention(emptyRetention(now), {
      retention: () => new Promise(() => {}),
    });
    expect(
      await screen.findByRole('status', {
        name: 'Loading how events are kept',
      }),
    ).toBeVisible();
  });

  it('says why it could not be loaded, and tries again', async () => {
    let isDown = true;
    await renderRetention(emptyRetention(now), {
      retention: async () => {
        if (isDown) {
          throw refusal(503, 'The database does not answer');
        }
        return emptyRetention(now);
      },
    });
    expect(
      await screen.findByText('The database does not answer'),
    ).toBeVisible();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await section('Policy')).toBeVisible();
  });

  it('tells whom the server refuses what to ask for', async () => {
    await renderRetention(emptyRetention(now), {
      retention: async () => {
        throw refusal(403, 'No');
      },
    });
    expect(
      await screen.findByText(/You have no access to the retention/),
    ).toBeVisible();
  });

  it('says where the archive is, what is wrong with it and since when', async () => {
    const { archive, ...others } = emptyRetention(now);
    const problemSince = '2026-11-27T08:00:00.000Z';
    await renderRetention({
      ...others,
      archive: {
        ...archive,
        kind: 's3',
        location: 's3://bucket/prefix',
        problem: 'The bucket refuses access. Give the role s3:PutObject.',
        problemSince,
        unknownFiles: 3,
      },
    });
    const part = await section('Archive');
    for (const words of [
      'An S3 bucket',
      's3://bucket/prefix',
      '3 files lie there that are not of this ledger',
      'Give the role s3:PutObject.',
      formatTime.minute(problemSince),
    ]) {
      expect(part).toHaveTextContent(words);
    }
    // Above everything else as well.
    expect(screen.getByText(/The archive cannot be used, since/)).toBeVisible();
  });

  it('shows the first of what is much, and all of it on demand', async () => {
    const example = exampleRetention(now);
    const [file] = example.files;
    await renderRetention({
      ...example,
      files: Array.from({ length: 60 }, (_, index) => ({
        ...file,
        id: `${file.id}-${index}`,
      })),
    });
    const table = await screen.findByRole('table', { name: 'Archive' });
    expect(within(table).getAllByRole('row')).toHaveLength(13);
    const button = screen.getByRole('button', { name: 'Archive: show all 60' });
    await userEvent.click(button);
    expect(within(table).getAllByRole('row')).toHaveLength(61);
    expect(button).toHaveAccessibleName('Archive: show fewer');
  });
});
