// SPDX-License-Identifier: Apache-2.0
import { all, sql } from '../../../query/operations/sql';
import { EVENT_COLUMNS } from '../../format/eventColumns';
import type { EventFiles } from '../../format/EventFiles';
import type { FileErasureRequest } from '../ArchiveErasure';

/** Those that texts of a person may be in: the seal has none, and all words are words of other columns. */
const TEXTS = Object.entries(EVENT_COLUMNS)
  .filter(
    ([name, type]) =>
      type.startsWith('VARCHAR') && name !== 'seal' && name !== 'search_text',
  )
  .map(([name]) => `CAST(e.${name} AS VARCHAR)`);

/**
 * The sequence of the first event of a file that something is to be erased of; undefined where there is none. DuckDB looks for what may be
 * one; whether it is, the event itself tells.
 */
export async function findErasable(
  files: Pick<EventFiles, 'query' | 'read'>,
  path: string,
  { words, erase, signal }: FileErasureRequest,
): Promise<number | undefined> {
  const where = all(
    words.map(word =>
      sql(`contains(lower(concat_ws(' ', ${TEXTS.join()})), ?)`, word),
    ),
  );
  const [found] = await files.query<{ first: number | null; last: number }>(
    [path],
    {
      text: `SELECT min(e.sequence) AS first, max(e.sequence) AS last FROM events e WHERE ${where.text}`,
      bindings: where.bindings,
    },
    signal,
  );
  if (found.first === null) {
    return undefined;
  }
  const range = { from: found.first, to: found.last + 1, signal };
  for await (const events of files.read(path, range)) {
    const first = events.find(event => erase(event));
    if (first) {
      return first.event.sequence;
    }
  }
  return undefined;
}
