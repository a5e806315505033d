// SPDX-License-Identifier: Apache-2.0
import type { EventSearch } from '../query';
import { searchToQuery } from './searchToQuery';

/** Writes a search as the URL parameters that page and API share; several values of a filter repeat its name. @public */
export function searchToParams(search: EventSearch): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(searchToQuery(search))) {
    for (const single of Array.isArray(value) ? value : [value]) {
      params.append(name, String(single));
    }
  }
  return params;
}
