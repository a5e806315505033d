// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AuditLogApi } from '../../api';
import { auditLog, renderPage } from '../../__testUtils__/renderPage';

/** A body whose chunks the test sends one by one. */
function heldBack() {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({
    start: given => {
      controller = given;
    },
  });
  const encoder = new TextEncoder();
  return {
    body,
    send: (text: string) => controller.enqueue(encoder.encode(text)),
    end: () => controller.close(),
    breakOff: () => controller.error(new TypeError('network error')),
  };
}

function answering(body: ReadableStream<Uint8Array>): AuditLogApi['export'] {
  return async () =>
    ({
      body,
      headers: new Headers({ 'Audit-Log-Count': '3' }),
    } as unknown as Response);
}

async function startExport(format: string) {
  const button = await screen.findByRole('button', { name: 'Export' });
  await waitFor(() => expect(button).toBeEnabled());
  await screen.findByText(/ events$/);
  await userEvent.click(button);
  await userEvent.click(
    await screen.findByRole('menuitem', {
      name: new RegExp(`^${format}(?! with)`),
    }),
  );
}

describe('ExportMenu', () => {
  const saved: Blob[] = [];
  const names: string[] = [];

  beforeEach(() => {
    saved.length = 0;
    names.length = 0;
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:export';
    };
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        names.push(this.download);
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('counts along while the file arrives, then saves it', async () => {
    const stream = heldBack();
    await renderPage({ api: auditLog({ export: answering(stream.body) }) });
    await startExport('NDJSON');

    stream.send('{"a":1}\n{"b":');
    expect(await screen.findByText('Exporting 1 of 3 events')).toBeVisible();
    expect(screen.getByRole('progressbar', { name: 'Export' })).toBeVisible();

    stream.send('2}\n{"c":3}\n');
    stream.end();
    expect(await screen.findByText('Exported 3 events')).toBeVisible();
    expect(saved).toHaveLength(1);
    expect(saved[0].size).toBe('{"a":1}\n{"b":2}\n{"c":3}\n'.length);
    expect(names[0]).toMatch(/^audit-log_.*\.ndjson$/);
  });

  it('asks for exactly the current view, to the end it had when it was shown', async () => {
    const log = auditLog();
    const exported = jest.fn(log.export);
    await renderPage({
      url: '/audit-logs?outcome=failed&order=oldest&q=entity',
      api: { ...log, export: exported },
    });
    await startExport('CSV');
    await waitFor(() => expect(exported).toHaveBeenCalled());
    const [search, options] = exported.mock.calls[0];
    expect(search).toEqual({
      q: 'entity',
      include: { outcome: ['failed'] },
      exclude: {},
      order: 'oldest',
      from: expect.any(String),
      to: expect.any(String),
    });
    expect(options.format).toBe('csv');
  });

  it('exports with proofs, counts the events of the file, and says how it is checked', async () => {
    const stream = heldBack();
    const exported = jest.fn(answering(stream.body));
    await renderPage({ api: auditLog({ export: exported }) });
    await startExport('NDJSON with proofs');
    await waitFor(() => expect(exported).toHaveBeenCalled());
    expect(exported.mock.calls[0][1]).toMatchObject({
      format: 'ndjson',
      proofs: true,
    });

    stream.send(
      [
        '{"auditLogExport":1}',
        '{"skip":{"from":0,"to":7,"hashes":[]}}',
        '{"event":{"id":"a"},"seal":{"salts":{}}}',
        '{"event":{"id":"b"},"seal":{"salts":{}}}',
        '{"manifest":{"events":2}}',
        '',
      ].join('\n'),
    );
    stream.end();
    expect(await screen.findByText(/Exported 2 events/)).toBeVisible();
    expect(names[0]).toMatch(/^audit-log_.*_proofs\.ndjson$/);
    expect(
      screen.getByText(
        `npx backstage-plugin-audit-log-verify export ${names[0]} --key "$KEY"`,
      ),
    ).toBeVisible();
  });

  it('keeps no file of an export that breaks off, and starts again', async () => {
    const broken = heldBack();
    const whole = heldBack();
    const bodies = [broken.body, whole.body];
    await renderPage({
      api: auditLog({
        export: (...args) => answering(bodies.shift()!)(...args),
      }),
    });
    await startExport('CSV');
    broken.send('time\n1\n');
    await screen.findByText('Exporting 1 of 3 events');
    broken.breakOff();
    expect(await screen.findByText(/did not finish/)).toBeVisible();
    expect(saved).toHaveLength(0);

    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    whole.send('time\n1\n2\n3\n');
    whole.end();
    expect(await screen.findByText('Exported 3 events')).toBeVisible();
  });

  it('stops when told to', async () => {
    let signal: AbortSignal | undefined;
    await renderPage({
      api: auditLog({
        export: async (_, options) => {
          signal = options.signal;
          return new Promise((_resolve, reject) =>
            signal!.addEventListener('abort', () => reject(signal!.reason)),
          );
        },
      }),
    });
    await startExport('CSV');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel' }),
    );
    expect(signal!.aborted).toBe(true);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Export' })).toBeEnabled(),
    );
    expect(saved).toHaveLength(0);
  });
});
