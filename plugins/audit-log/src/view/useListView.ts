// SPDX-License-Identifier: Apache-2.0
import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';

/** What a list of Access Control shows; all of it lives in the URL. */
export interface ListView {
  readonly q: string;
  /** Values of the list's own filters, by name; those that are not set are absent. */
  readonly filters: Readonly<Record<string, string>>;
  /** Where the page begins; absent on the first. */
  readonly cursor?: string;
  /** Which dialog is open, such as `create` or `edit`. */
  readonly dialog?: string;
}

/** The ways a list changes its view. Whatever changes what is found goes back to the first page. */
export interface ListViewActions {
  setText(q: string): void;
  /** Undefined or empty takes the filter back. */
  setFilter(name: string, value: string | undefined): void;
  clear(): void;
  nextPage(cursor: string): void;
  /** Absent on the first page, and on one that a link led to. */
  readonly previousPage?: () => void;
  firstPage(): void;
  openDialog(name: string): void;
  closeDialog(): void;
}

const NONE: readonly string[] = [];

/**
 * The view of a list that the URL holds, and how to change it.
 *
 * Cursors only lead forward. Those of the pages that one came through are kept with the entry of the browser's history,
 * so that "Previous" works after a reload too, and the URL stays short.
 *
 * @param filterNames - Names of parameters that are filters of this list; give the same array each time
 */
export function useListView(filterNames: readonly string[] = NONE): {
  readonly view: ListView;
  readonly actions: ListViewActions;
} {
  const [params, setParams] = useSearchParams();
  const trail = trailOf(useLocation().state);
  const view = useMemo(
    () => viewOf(params, filterNames),
    [params, filterNames],
  );

  const change = useCallback(
    (
      edit: (params: URLSearchParams) => void,
      options?: { replace?: boolean; trail?: Trail },
    ) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          edit(next);
          return next;
        },
        {
          replace: options?.replace,
          state: { cursors: options?.trail ?? [] },
        },
      ),
    [setParams],
  );

  const actions = useMemo<ListViewActions>(() => {
    const toFirst = (params_: URLSearchParams) => params_.delete('cursor');
    const goTo = (cursor: string | undefined, next: Trail) =>
      change(p => set(p, 'cursor', cursor), { trail: next });
    return {
      setText: q =>
        change(p => {
          toFirst(p);
          set(p, 'q', q.trim());
        }),
      setFilter: (name, value) =>
        change(p => {
          toFirst(p);
          set(p, name, value);
        }),
      clear: () =>
        change(p => ['q', 'cursor', ...filterNames].forEach(n => p.delete(n))),
      nextPage: cursor => goTo(cursor, [...trail, view.cursor ?? null]),
      previousPage:
        trail.length > 0
          ? () => goTo(trail[trail.length - 1] ?? undefined, trail.slice(0, -1))
          : undefined,
      firstPage: () => change(toFirst),
      openDialog: name => change(p => set(p, 'dialog', name), { trail }),
      closeDialog: () =>
        change(p => p.delete('dialog'), { replace: true, trail }),
    };
  }, [change, filterNames, trail, view.cursor]);

  return { view, actions };
}

/** Cursors of the pages before this one; null for the first. */
type Trail = readonly (string | null)[];

function trailOf(state: unknown): Trail {
  const cursors = (state as { cursors?: unknown } | null)?.cursors;
  return Array.isArray(cursors) ? cursors : (NONE as Trail);
}

function viewOf(
  params: URLSearchParams,
  filterNames: readonly string[],
): ListView {
  return {
    q: params.get('q') ?? '',
    filters: Object.fromEntries(
      filterNames.flatMap(name => {
        const value = params.get(name);
        return value ? [[name, value]] : [];
      }),
    ),
    cursor: params.get('cursor') || undefined,
    dialog: params.get('dialog') || undefined,
  };
}

function set(params: URLSearchParams, name: string, value: string | undefined) {
  if (value) {
    params.set(name, value);
  } else {
    params.delete(name);
  }
}
