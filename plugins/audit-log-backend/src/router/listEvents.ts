// SPDX-License-Identifier: Apache-2.0
import type { EventPage } from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import type { PagePosition } from '../query/AuditEventReader';
import { callerOf } from './callerOf';
import { isoWindow } from './isoWindow';
import { parseSearch } from './parseSearch';
import { queryOf } from './queryOf';
import type { RouterContext } from './RouterContext';
import { searchMeta } from './searchMeta';
import { signalOfClient, unlessGone } from './signalOfClient';

const DEFAULT_LIMIT = 50;

/** `GET /events` */
export async function listEvents(
  context: RouterContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, reader, cursors, recorder, recent } = context;
  const params = queryOf(request);
  const { credentials, principal } = await callerOf(request, context);
  const now = Date.now();
  const { search, position, hash, filtersHash } = parseSearch(params, {
    cursors,
    principal,
    now,
  });
  const limit = Number(params.get('limit') ?? DEFAULT_LIMIT);

  const signal = signalOfClient(response);
  const page = await unlessGone(
    signal,
    recorder.record(
      {
        eventId: 'events-read',
        request,
        meta: { queryType: 'search', ...searchMeta(search), limit },
        recorded:
          position === undefined && recent.list(principal, filtersHash, now),
      },
      async () => {
        const scope = await authorizer.authorizeReading(credentials);
        const asked = { search, scope, limit, position, signal };
        const result = await reader.readPage(asked);
        return { result, meta: { count: result.items.length } };
      },
    ),
  );
  if (!page) {
    return;
  }

  const cursorTo = (place: PagePosition | undefined) =>
    place &&
    cursors.encode(
      { position: place, from: search.from, to: search.to },
      { searchHash: hash, principal },
    );
  const body: EventPage = {
    items: page.items,
    pageInfo: {
      nextCursor: cursorTo(page.next),
      previousCursor: cursorTo(page.previous),
    },
    window: isoWindow(search),
    archive: page.archive,
    scannedUntil: page.scannedUntil,
  };
  response.json(body);
}
