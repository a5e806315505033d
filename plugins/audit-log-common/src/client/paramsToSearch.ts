// SPDX-License-Identifier: Apache-2.0
import { FILTER_NAMES, type EventOrder, type EventSearch } from '../query';

const ORDERS: readonly string[] = ['newest', 'oldest', 'sequence'];

/**
 * Reads a search from URL parameters, the inverse of `searchToParams`.
 *
 * Parameters that are not part of a search are ignored, so that a page may keep its own beside them. Values are taken as
 * they stand: one that a filter does not know (`severity=huge`) is left for the server to refuse with a message, because
 * a filter silently dropped would show more than the link asked for.
 *
 * @public
 */
export function paramsToSearch(params: URLSearchParams): EventSearch {
  const order = params.get('order') ?? '';
  return {
    ...present('from', params.get('from')),
    ...present('to', params.get('to')),
    ...present('q', params.get('q')),
    include: filters(params, ''),
    exclude: filters(params, '-'),
    order: ORDERS.includes(order) ? (order as EventOrder) : 'newest',
  };
}

function present(name: 'from' | 'to' | 'q', value: string | null) {
  return value ? { [name]: value } : {};
}

function filters(
  params: URLSearchParams,
  prefix: '' | '-',
): EventSearch['include'] {
  const found: Record<string, readonly string[]> = {};
  for (const name of FILTER_NAMES) {
    const values = params.getAll(`${prefix}${name}`).filter(Boolean);
    if (values.length) {
      found[name] = [...new Set(values)];
    }
  }
  return found;
}
