// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { EventPage, EventSearch } from 'backstage-plugin-audit-log-common';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { auditLogApiRef } from '../api';
import { asError } from './asError';
import { fillPage, isPartial, type PagePlace } from './fillPage';
import type { RequestState } from './useRequest';

/** A page of events, which can be there in part while the rest of it is looked for. */
export interface EventPageState extends RequestState<EventPage> {
  /** There while the page is partial. */
  readonly partial?: {
    readonly isSearching: boolean;
    /** Why the search ended before the page was full, if it failed. */
    readonly error?: Error;
    readonly stop: () => void;
    readonly goOn: () => void;
  };
}

interface State {
  /** What the answer is to; absent while there is none yet. */
  readonly of?: unknown;
  /** While another is on its way, the one before it. */
  readonly page?: EventPage;
  readonly isSearching?: boolean;
  readonly error?: Error;
}

/**
 * The page of events at a place. Where files of the archive have to be looked through, it goes on by itself until the page
 * is full, nothing is left, or somebody stops it; else once somebody says so: the database serves others, too.
 */
export function useEventPage(
  search: EventSearch,
  { limit, cursor, isBack }: PagePlace,
): EventPageState {
  const api = useApi(auditLogApiRef);
  const request = useMemo(
    () => ({ api, search, place: { limit, cursor, isBack } }),
    [api, search, limit, cursor, isBack],
  );
  const [state, setState] = useState<State>({});
  const [turn, setTurn] = useState<{ of?: unknown; isWanted?: boolean }>({});
  const found = useRef<{ of: unknown; page: EventPage }>();
  const controller = useRef<AbortController>();

  useEffect(() => {
    const current = new AbortController();
    const { signal } = current;
    controller.current = current;
    const { place } = request;
    const isWanted = turn.of === request && turn.isWanted;
    const fill = async () => {
      const parts = fillPage({
        ask: at => request.api.listEvents(request.search, { ...at, signal }),
        place,
        found: found.current?.of === request ? found.current.page : undefined,
        goesOn: page => isWanted || page.archive !== undefined,
      });
      for await (const { page, goesOn } of parts) {
        if (signal.aborted) {
          return;
        }
        found.current = { of: request, page };
        setState({ of: request, page, isSearching: goesOn });
      }
    };
    fill().catch((error: unknown) => {
      if (!signal.aborted) {
        setState(({ page }) => ({
          of: request,
          page: found.current?.of === request ? found.current.page : page,
          error: asError(error),
        }));
      }
    });
    return () => current.abort();
  }, [request, turn]);

  const goOn = useCallback(() => {
    setState(({ of, page }) => ({ of, page, isSearching: true }));
    setTurn({ of: request, isWanted: true });
  }, [request]);
  const stop = useCallback(() => {
    controller.current?.abort();
    setState(({ of, page }) => ({ of, page }));
  }, []);
  const retry = useCallback(() => {
    found.current = undefined;
    setState(({ page }) => ({ page }));
    setTurn({});
  }, []);

  const { page, error, isSearching = false } = state;
  const isThere = state.of === request;
  const isInPart =
    isThere &&
    found.current?.of === request &&
    page !== undefined &&
    isPartial(page, request.place);
  return {
    value: page,
    error: isThere && !isInPart ? error : undefined,
    loading: !isThere,
    retry,
    partial: isInPart ? { isSearching, error, stop, goOn } : undefined,
  };
}
