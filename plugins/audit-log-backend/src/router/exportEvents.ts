// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type { Request, Response } from 'express';
import type { WindowedSearch } from '../query/AuditEventReader';
import { csvFormat } from '../query/export/csvFormat';
import type { EventFormat } from '../query/export/EventFormat';
import { ndjsonFormat } from '../query/export/ndjsonFormat';
import type { ReadScope } from '../query/ReadScope';
import { callerOf } from './callerOf';
import { parseSearch } from './parseSearch';
import { queryOf } from './queryOf';
import type { RouterContext } from './RouterContext';
import { searchMeta } from './searchMeta';
import { exportFileName } from './exportFileName';
import { sendProvenExport } from './sendProvenExport';
import { sendText } from './sendText';
import { signalOfClient, unlessGone } from './signalOfClient';

/**
 * `GET /events/export`
 *
 * The file is written as it is read, no faster than the client takes it. When reading fails midway, or the client goes
 * away, the connection is closed and reading stops: a file that ends properly is whole.
 */
export async function exportEvents(
  context: RouterContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, cursors, recorder } = context;
  const params = queryOf(request);
  const hasProofs = params.get('proofs') === 'true';
  if (hasProofs) {
    if (params.get('format') !== 'ndjson') {
      throw new InputError('proofs: only files of format ndjson can have them');
    }
    params.set('order', 'sequence');
  }
  const { credentials, principal } = await callerOf(request, context);
  const { search } = parseSearch(params, {
    cursors,
    principal,
    now: Date.now(),
  });
  const format = params.get('format') === 'csv' ? csvFormat : ndjsonFormat;

  const signal = signalOfClient(response);
  await unlessGone(
    signal,
    recorder.record(
      {
        eventId: 'events-export',
        request,
        meta: {
          ...searchMeta(search),
          format: format.extension,
          ...(hasProofs && { proofs: true }),
        },
        recorded: true,
      },
      async () => {
        const scope = await authorizer.authorizeExport(credentials);
        const options = { search, scope, request, response, signal };
        const count = hasProofs
          ? await sendProvenExport(context, options)
          : await send(context, { ...options, format });
        return { result: undefined, meta: { count } };
      },
    ),
  );
}

async function send(
  { reader }: RouterContext,
  options: {
    readonly search: WindowedSearch;
    readonly scope: ReadScope;
    readonly format: EventFormat;
    readonly request: Request;
    readonly response: Response;
    readonly signal: AbortSignal;
  },
): Promise<number> {
  const { search, scope, format, request, response, signal } = options;
  const { total } = await reader.summarize({
    search,
    scope,
    facets: [],
    facetLimit: 1,
    timeZone: 'UTC',
    signal,
  });
  const batches = reader.readAll({ search, scope, signal });
  const iterator = batches[Symbol.asyncIterator]();
  // What fails before the first event can still be said with a status and a message.
  const first = await iterator.next();

  response.setHeader('Content-Type', format.contentType);
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="${exportFileName(search, format.extension)}"`,
  );
  if (total.exact) {
    response.setHeader('Audit-Log-Count', total.count);
  }
  let count = 0;
  async function* written(): AsyncGenerator<string | Buffer> {
    try {
      yield format.head;
      for (let next = first; !next.done; next = await iterator.next()) {
        count += next.value.length;
        yield* next.value.text(format);
      }
    } finally {
      await iterator.return?.();
    }
  }
  await sendText(written(), { request, response, signal });
  return count;
}
