// SPDX-License-Identifier: Apache-2.0
import { paramsToSearch } from 'backstage-plugin-audit-log-common';
import {
  DEFAULT_TIME_RANGE,
  isTimeRangeName,
  type TimeRangeName,
} from './timeRanges';
import { DEFAULT_PAGE_SIZE, PAGE_SIZES, type View } from './View';

/** Reads a view from the parameters of the page's URL; what makes no sense falls back to the default. */
export function viewFromParams(params: URLSearchParams): View {
  const found = paramsToSearch(params);
  const cursor = params.get('cursor') || undefined;
  const limit = Number(params.get('limit'));
  const offset = Number(params.get('offset'));
  return {
    // The ledger's own order is for machines.
    search: { ...found, order: found.order === 'oldest' ? 'oldest' : 'newest' },
    range: rangeFromParams(params),
    limit: PAGE_SIZES.includes(limit) ? limit : DEFAULT_PAGE_SIZE,
    cursor,
    isBack: (cursor !== undefined && params.get('back') === '1') || undefined,
    offset: cursor && Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
    eventId: params.get('open') || undefined,
  };
}

function rangeFromParams(params: URLSearchParams): TimeRangeName | 'custom' {
  const name = params.get('range') ?? '';
  if (isTimeRangeName(name)) {
    return name;
  }
  return params.has('from') || params.has('to') ? 'custom' : DEFAULT_TIME_RANGE;
}
