// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { auditLogApiRef } from '../../api';
import { DiskTarget } from './DiskTarget';
import { DownloadTarget } from './DownloadTarget';
import type { ExportTarget } from './ExportTarget';
import { exportFileName } from './exportFileName';
import { RecordCounter } from './RecordCounter';

/** `proofs`: as NDJSON, with what a verifier needs. */
export type ExportFormat = 'csv' | 'ndjson' | 'proofs';

export type ExportState =
  | { readonly status: 'idle' }
  | ExportProgressState
  | {
      readonly status: 'done';
      readonly received: number;
      readonly format: ExportFormat;
      readonly fileName: string;
    }
  | {
      readonly status: 'failed';
      readonly format: ExportFormat;
      readonly error: Error;
    };

export interface ExportProgressState {
  readonly status: 'running';
  readonly received: number;
  /** Absent when it is not known how many there will be. */
  readonly expected?: number;
}

const NDJSON = 'application/x-ndjson';
const TYPES = { csv: 'text/csv', ndjson: NDJSON, proofs: NDJSON } as const;

/** From this many events on, the file is not gathered in the browser first, where the browser can do without. */
const LARGE = 100_000;

/** How often the display moves, in milliseconds: often enough to be seen, too seldom to slow the transfer. */
const DISPLAY_INTERVAL = 100;

/** Brings a search to the viewer as a file. */
export function useExport(search: EventSearch, total: number | undefined) {
  const api = useApi(auditLogApiRef);
  const [state, setState] = useState<ExportState>({ status: 'idle' });
  const running = useRef<AbortController>();

  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(
    async (format: ExportFormat) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const { signal } = controller;
      const show = (next: ExportState) =>
        running.current === controller && setState(next);
      let target: ExportTarget | undefined;
      try {
        const fileName = exportFileName(search, format);
        target =
          (total ?? 0) >= LARGE && DiskTarget.isAvailable()
            ? await DiskTarget.ask(fileName)
            : DownloadTarget.create({ fileName, type: TYPES[format] });
        show({ status: 'running', received: 0, expected: total });
        const response = await api.export(search, {
          ...(format === 'proofs'
            ? { format: 'ndjson', proofs: true }
            : { format }),
          signal,
        });
        const received = await transfer({
          response,
          target,
          format,
          signal,
          onProgress: (count, expected = total) =>
            show({ status: 'running', received: count, expected }),
        });
        show({ status: 'done', received, format, fileName });
      } catch (error: unknown) {
        await target?.abandon();
        const isCancelled =
          signal.aborted || (error as Error)?.name === 'AbortError';
        show(
          isCancelled
            ? { status: 'idle' }
            : { status: 'failed', format, error: error as Error },
        );
      }
    },
    [api, search, total],
  );

  return {
    state,
    start,
    cancel: useCallback(() => running.current?.abort(), []),
    dismiss: useCallback(() => setState({ status: 'idle' }), []),
  };
}

async function transfer(options: {
  readonly response: Response;
  readonly target: ExportTarget;
  readonly format: ExportFormat;
  readonly signal: AbortSignal;
  readonly onProgress: (received: number, expected?: number) => void;
}): Promise<number> {
  const { response, target, format, signal, onProgress } = options;
  const counter = RecordCounter.create(format);
  const header = response.headers.get('Audit-Log-Count');
  const expected = header === null ? undefined : Number(header);
  const reader = response.body!.getReader();
  let shownAt = 0;
  for (;;) {
    const { done, value } = await reader.read();
    signal.throwIfAborted();
    if (done) {
      break;
    }
    counter.add(value);
    await target.write(value);
    if (performance.now() - shownAt >= DISPLAY_INTERVAL) {
      shownAt = performance.now();
      onProgress(counter.count, expected);
    }
  }
  await target.finish();
  return counter.count;
}
