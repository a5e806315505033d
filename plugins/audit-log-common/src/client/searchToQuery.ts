// SPDX-License-Identifier: Apache-2.0
import type { operations } from '../generated/openapi';
import { FILTER_NAMES, type EventSearch } from '../query';

/** A search as the parameters of `GET /events`. @public */
export type EventQuery = NonNullable<
  operations['listEvents']['parameters']['query']
>;

/** Writes a search as query parameters, leaving out whatever is empty or the default. @public */
export function searchToQuery(search: EventSearch): EventQuery {
  const query: Record<string, string | readonly string[]> = {};
  if (search.from) {
    query.from = search.from;
  }
  if (search.to) {
    query.to = search.to;
  }
  if (search.q) {
    query.q = search.q;
  }
  for (const name of FILTER_NAMES) {
    const included = search.include[name];
    if (included?.length) {
      query[name] = included;
    }
    const excluded = search.exclude[name];
    if (excluded?.length) {
      query[`-${name}`] = excluded;
    }
  }
  if (search.order !== 'newest') {
    query.order = search.order;
  }
  return query as EventQuery;
}
