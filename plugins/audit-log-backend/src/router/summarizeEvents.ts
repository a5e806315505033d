// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type {
  EventSummary,
  FacetName,
} from 'backstage-plugin-audit-log-common';
import type { Request, Response } from 'express';
import { callerOf } from './callerOf';
import { isoWindow } from './isoWindow';
import { parseSearch } from './parseSearch';
import { queryOf } from './queryOf';
import type { RouterContext } from './RouterContext';
import { searchMeta } from './searchMeta';
import { signalOfClient, unlessGone } from './signalOfClient';

const DEFAULT_FACET_LIMIT = 20;

/** `GET /events/summary` */
export async function summarizeEvents(
  context: RouterContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { authorizer, reader, cursors, recorder, recent } = context;
  const params = queryOf(request);
  const { credentials, principal, isPerson } = await callerOf(request, context);
  const timeZone = timeZoneOf(params);
  const now = Date.now();
  const { search, filtersHash } = parseSearch(params, {
    cursors,
    principal,
    now,
  });
  const facets = params.getAll('facet') as FacetName[];

  const signal = signalOfClient(response);
  const counted = recorder
    .record(
      {
        eventId: 'events-read',
        request,
        meta: { queryType: 'search', ...searchMeta(search) },
        recorded: isPerson && recent.summary(principal, filtersHash, now),
      },
      async () => {
        const scope = await authorizer.authorizeReading(credentials);
        const result = await reader.summarize({
          search,
          scope,
          facets,
          facetLimit: Number(params.get('facetLimit') ?? DEFAULT_FACET_LIMIT),
          facetContains: params.get('facetContains') ?? undefined,
          timeZone,
          signal,
        });
        return { result };
      },
    )
    .catch((error: unknown) => {
      recent.forget(principal, filtersHash);
      throw error;
    });
  const summary = await unlessGone(signal, counted);
  if (!summary) {
    return;
  }
  const body: EventSummary = { window: isoWindow(search), ...summary };
  response.json(body);
}

function timeZoneOf(params: URLSearchParams): string {
  const timeZone = params.get('timeZone') ?? 'UTC';
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions()
      .timeZone;
  } catch (error: unknown) {
    throw new InputError(
      `timeZone: must be an IANA time zone such as Europe/Berlin, got ${timeZone}`,
      error,
    );
  }
}
