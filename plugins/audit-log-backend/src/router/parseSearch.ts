// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import { paramsToSearch } from 'backstage-plugin-audit-log-common';
import { searchWords } from '../database/searchWords';
import type { PagePosition, WindowedSearch } from '../query/AuditEventReader';
import type { CursorCodec } from '../query/CursorCodec';
import { searchHash } from '../query/searchHash';
import { plainId } from './plainId';

const DEFAULT_WINDOW_MS = 30 * 24 * 60 * 60 * 1000;

/** A request's search, with its times decided. */
export interface ParsedSearch {
  readonly search: WindowedSearch;
  /** Where a cursor points, if there was one. */
  readonly position?: PagePosition;
  /** Stands for the search as it was given: the same for each page of it. */
  readonly hash: string;
  /** Stands for its filters and times only, which are all that a summary goes by. */
  readonly filtersHash: string;
}

export interface ParseSearchOptions {
  readonly cursors: CursorCodec;
  /** Reference of whoever asks. */
  readonly principal: string;
  readonly now: number;
}

/**
 * Reads the search of a request that has been checked against the description. By time it gets a window, the last 30
 * days by default, which a cursor keeps as it was on the first page. Throws an InputError naming the parameter.
 */
export function parseSearch(
  params: URLSearchParams,
  { cursors, principal, now }: ParseSearchOptions,
): ParsedSearch {
  const given = paramsToSearch(params);
  const hash = searchHash(given);
  const filtersHash = searchHash({ ...given, order: 'newest' });
  if (given.q !== undefined && searchWords(given.q).length === 0) {
    throw new InputError(
      'q: must hold a word to search for: a letter, a number or an emoji',
    );
  }
  const filters = {
    ...given,
    include: withPlainIds(given.include),
    exclude: withPlainIds(given.exclude),
  };

  const cursor = params.get('cursor');
  if (cursor !== null) {
    const { position, from, to } = cursors.decode(cursor, {
      searchHash: hash,
      principal,
    });
    return { search: { ...filters, from, to }, position, hash, filtersHash };
  }

  const from = timeOf('from', given.from);
  const to = timeOf('to', given.to);
  const end = to ?? now;
  const window =
    given.order === 'sequence'
      ? { from, to }
      : { from: from ?? end - DEFAULT_WINDOW_MS, to: end };
  if (
    window.from !== undefined &&
    window.to !== undefined &&
    window.from >= window.to
  ) {
    throw new InputError(
      `from: must be before to, got ${given.from} and ${given.to ?? 'now'}`,
    );
  }
  return { search: { ...filters, ...window }, hash, filtersHash };
}

function timeOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const time = Date.parse(value);
  if (Number.isNaN(time)) {
    throw new InputError(
      `${name}: must be a time that there is, got ${value.slice(0, 100)}`,
    );
  }
  return time;
}

function withPlainIds(
  filters: WindowedSearch['include'],
): WindowedSearch['include'] {
  const { operation } = filters;
  return operation
    ? { ...filters, operation: operation.map(plainId) }
    : filters;
}
