// SPDX-License-Identifier: Apache-2.0
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { TimeRangeName } from './timeRanges';
import { firstPage } from './firstPage';
import type { View } from './View';
import { viewFromParams } from './viewFromParams';
import { viewToParams } from './viewToParams';

/** The ways the page changes its view. Whatever changes the search goes back to its first page. */
export interface ViewActions {
  setText(q: string): void;
  setOrder(order: 'newest' | 'oldest'): void;
  setRange(range: TimeRangeName): void;
  setWindow(window: { readonly from?: string; readonly to?: string }): void;
  setFilters(filters: Pick<EventSearch, 'include' | 'exclude'>): void;
  clearFilters(): void;
  setLimit(limit: number): void;
  goTo(
    page: Pick<View, 'cursor' | 'offset' | 'isBack'> & { from?: string },
  ): void;
  firstPage(): void;
  /** The first page in place of this one, which there is no way back to. */
  dropCursor(): void;
  open(eventId: string): void;
  close(): void;
}

/** The view that the URL holds, and how to change it. */
export function useView(): {
  readonly view: View;
  readonly actions: ViewActions;
} {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => viewFromParams(params), [params]);

  const change = useCallback(
    (next: (view: View) => View, options?: { replace: boolean }) =>
      setParams(
        current => viewToParams(next(viewFromParams(current))),
        options,
      ),
    [setParams],
  );

  const actions = useMemo<ViewActions>(
    () => ({
      setText: q =>
        change(old => withSearch(old, { q: q.trim() || undefined })),
      setOrder: order => change(old => withSearch(old, { order })),
      setRange: range =>
        change(old => ({
          ...withSearch(old, { from: undefined, to: undefined }),
          range,
        })),
      setWindow: ({ from, to }) =>
        change(old => ({
          ...firstPage(old),
          search: { ...old.search, from, to },
          range: 'custom',
        })),
      setFilters: filters => change(old => withSearch(old, filters)),
      clearFilters: () =>
        change(old =>
          withSearch(old, { include: {}, exclude: {}, q: undefined }),
        ),
      setLimit: limit => change(old => ({ ...firstPage(old), limit })),
      goTo: ({ cursor, offset, isBack, from }) =>
        change(old => ({
          ...old,
          cursor,
          offset,
          isBack,
          search: { ...old.search, from: from ?? old.search.from },
        })),
      firstPage: () => change(firstPage),
      dropCursor: () => change(firstPage, { replace: true }),
      open: eventId => change(old => ({ ...old, eventId }), { replace: true }),
      close: () =>
        change(old => ({ ...old, eventId: undefined }), { replace: true }),
    }),
    [change],
  );

  return { view, actions };
}

function withSearch(view: View, changed: Partial<EventSearch>): View {
  const first = firstPage(view);
  return { ...first, search: { ...first.search, ...changed } };
}
