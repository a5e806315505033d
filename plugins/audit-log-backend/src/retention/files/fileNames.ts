// SPDX-License-Identifier: Apache-2.0
import type { Period } from './ArchiveFile';

const YEAR_AND_MONTH = /^(\d{4})-(\d\d)/;
const EVENTS = /^events\/.*\/([^/]+)\.parquet$/;

interface NamedFile {
  readonly period: Pick<Period, 'name'>;
  readonly class: string;
  readonly part: number;
  /** Where its events are; of a new file by default. */
  readonly name?: string;
}

/** Where in the archive the parts of a file are. Below `events/` is nothing but Parquet, by year and month, as Hive lays it out. */
export function fileNames(file: NamedFile): {
  readonly events: string;
  readonly manifest: string;
  readonly removal: string;
} {
  const { period, part } = file;
  const [, year, month] = YEAR_AND_MONTH.exec(period.name)!;
  const [, base] = EVENTS.exec(file.name ?? '') ?? [
    '',
    `${period.name}.${file.class}.${part}`,
  ];
  return {
    events: `events/year=${year}/month=${month}/${base}.parquet`,
    manifest: `manifests/${base}.json`,
    removal: `removals/${base}.json`,
  };
}

/** Where the events of a file are that takes the place of another one: a name that no file has had, told by `mark`. */
export function successorName(
  { period, class: className, part }: NamedFile,
  mark: string,
): string {
  const { events } = fileNames({ period, class: className, part });
  return events.replace(/parquet$/, `${mark}.parquet`);
}

/** How a file is called where people read of it. */
export function fileTitle(file: {
  readonly period: Pick<Period, 'name'>;
  readonly class: string;
  readonly part: number;
}): string {
  const { period, part } = file;
  return `${period.name}, ${file.class}${part === 1 ? '' : `, part ${part}`}`;
}
