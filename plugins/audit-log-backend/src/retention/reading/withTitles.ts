// SPDX-License-Identifier: Apache-2.0
import type {
  EventSummary,
  FacetName,
} from 'backstage-plugin-audit-log-common';
import type { ReadScope } from '../../query/ReadScope';
import { selectIfPossible, type CountOptions } from './countFiles';
import type { ReadableFile } from './ReadableFile';
import { isTitled, selectTitles, type TitleRow } from './selectCounts';

/** Names are a nicety: looked up for the most frequent values, as those of the live table are, and in no more files than there is room for. */
const MAX_TITLES = 50;

/** The values of a facet, with names out of files for those that have none yet. */
export async function withTitles(
  facet: FacetName,
  values: EventSummary['facets'][string],
  options: CountOptions & {
    readonly files: readonly ReadableFile[];
    readonly scope: ReadScope;
  },
): Promise<EventSummary['facets'][string]> {
  const untitled = values
    .slice(0, MAX_TITLES)
    .filter(({ title }) => title === undefined)
    .map(({ value }) => value);
  if (!isTitled(facet) || untitled.length === 0) {
    return values;
  }
  const [latest = []] = options.queries.groupsOf(options.files);
  const rows = await selectIfPossible<TitleRow>(
    latest,
    selectTitles(facet, untitled, options.scope),
    options,
  );
  const titles = new Map(rows?.map(({ value, title }) => [value, title]));
  return values.map(entry => {
    const title = entry.title ?? titles.get(entry.value) ?? undefined;
    return title === undefined ? entry : { ...entry, title };
  });
}
