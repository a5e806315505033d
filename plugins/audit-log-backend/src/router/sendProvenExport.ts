// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { WindowedSearch } from '../query/AuditEventReader';
import { ndjsonFormat } from '../query/export/ndjsonFormat';
import { provenRange } from '../query/export/proofs/provenRange';
import { writeProvenExport } from '../query/export/proofs/writeProvenExport';
import type { ReadScope } from '../query/ReadScope';
import { exportFileName } from './exportFileName';
import type { RouterContext } from './RouterContext';
import { searchMeta } from './searchMeta';
import { sendText } from './sendText';

/** Sends events with what proves them, as they are read. Resolves with how many they were. */
export async function sendProvenExport(
  { exports }: RouterContext,
  options: {
    readonly search: WindowedSearch;
    readonly scope: ReadScope;
    readonly request: Request;
    readonly response: Response;
    readonly signal: AbortSignal;
  },
): Promise<number> {
  const { search, scope, request, response, signal } = options;
  const { order: _order, ...filters } = searchMeta(search);
  const proven = { ...exports, search, scope, filters, signal };
  const range = await provenRange(proven);
  const count = { events: 0 };
  const lines = writeProvenExport(proven, range, count);
  // What fails before the first line can still be said with a status and a message.
  const head = await lines.next();

  response.setHeader('Content-Type', ndjsonFormat.contentType);
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="${exportFileName(search, 'proofs.ndjson')}"`,
  );
  async function* written(): AsyncGenerator<string> {
    yield head.value ?? '';
    yield* lines;
  }
  await sendText(written(), { request, response, signal });
  return count.events;
}
