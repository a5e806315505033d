// SPDX-License-Identifier: Apache-2.0
import { searchToParams } from 'backstage-plugin-audit-log-common';
import { DEFAULT_TIME_RANGE } from './timeRanges';
import { DEFAULT_PAGE_SIZE, type View } from './View';

/** Writes a view as the parameters of the page's URL, saying nothing about what is the default. */
export function viewToParams(view: View): URLSearchParams {
  const params = searchToParams(view.search);
  const isDefaultRange =
    view.range === DEFAULT_TIME_RANGE && !view.search.from && !view.search.to;
  if (view.range !== 'custom' && !isDefaultRange) {
    params.set('range', view.range);
  }
  if (view.limit !== DEFAULT_PAGE_SIZE) {
    params.set('limit', String(view.limit));
  }
  if (view.cursor) {
    params.set('cursor', view.cursor);
    params.set('offset', String(view.offset));
    if (view.isBack) {
      params.set('back', '1');
    }
  }
  if (view.eventId) {
    params.set('open', view.eventId);
  }
  return params;
}
