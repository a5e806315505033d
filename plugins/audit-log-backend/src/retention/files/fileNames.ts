// SPDX-License-Identifier: Apache-2.0
import type { Period } from './ArchiveFile';

const YEAR_AND_MONTH = /^(\d{4})-(\d\d)/;

/** Where in the archive the parts of a file are. Below `events/` is nothing but Parquet, by year and month, as Hive lays it out. */
export function fileNames(file: {
  readonly period: Pick<Period, 'name'>;
  readonly class: string;
  readonly part: number;
}): {
  readonly events: string;
  readonly manifest: string;
  readonly removal: string;
} {
  const { period, part } = file;
  const [, year, month] = YEAR_AND_MONTH.exec(period.name)!;
  const base = `${period.name}.${file.class}.${part}`;
  return {
    events: `events/year=${year}/month=${month}/${base}.parquet`,
    manifest: `manifests/${base}.json`,
    removal: `removals/${base}.json`,
  };
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
