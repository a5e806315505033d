// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { EVENT_COLUMNS } from './eventColumns';
import type { LinesFile } from './LinesFile';
import { sqlText } from './sqlText';

/** A row group is made in memory: of so many events, or fewer where they are large. */
const GROUP_EVENTS = 8_192;
const GROUP_BYTES = '8MB';
/** What DuckDB must be told of lines: it takes some times as much memory. */
const LEAST_LINE_BYTES = 1024 * 1024;

const COLUMNS = Object.entries(EVENT_COLUMNS);
/** As they stand in the lines: times are epoch milliseconds. */
const READ = COLUMNS.map(
  ([name, type]) => `${name}: '${type === 'TIMESTAMP' ? 'BIGINT' : type}'`,
).join();
const SELECTED = COLUMNS.map(([name, type]) =>
  type === 'TIMESTAMP' ? `epoch_ms(${name}) AS ${name}` : name,
).join();

/** A Parquet file with some of the events. */
export interface Part {
  readonly path: string;
  readonly events: number;
}

/** Makes a Parquet file of lines as `lineOf` makes them, which are deleted. */
export async function partFromLines(
  connection: DuckDBConnection,
  lines: LinesFile,
  path: string,
): Promise<Part> {
  const lineBytes = Math.max(LEAST_LINE_BYTES, lines.longest);
  const part = { path, events: lines.lines };
  await copy(
    connection,
    `SELECT ${SELECTED} FROM read_json(${sqlText(lines.path)},
      format = 'newline_delimited', columns = {${READ}},
      maximum_object_size = ${lineBytes})`,
    part,
  );
  await rm(lines.path);
  return part;
}

/** Makes one Parquet file of several, in their order: a single thread takes one after the other. */
export async function joinParts(
  connection: DuckDBConnection,
  parts: readonly Part[],
  path: string,
): Promise<Part> {
  const joined = {
    path,
    events: parts.reduce((sum, { events }) => sum + events, 0),
  };
  const files = parts.map(part => sqlText(part.path)).join();
  await copy(
    connection,
    `SELECT * FROM read_parquet([${files}], hive_partitioning = false)`,
    joined,
  );
  return joined;
}

/** Throws unless as many rows are written as there are events. */
async function copy(
  connection: DuckDBConnection,
  select: string,
  { path, events }: Part,
): Promise<void> {
  const { rowsChanged } = await connection.run(
    `COPY (${select}) TO ${sqlText(path)}
      (FORMAT parquet, COMPRESSION zstd,
        ROW_GROUP_SIZE ${GROUP_EVENTS}, ROW_GROUP_SIZE_BYTES '${GROUP_BYTES}')`,
  );
  if (rowsChanged !== events) {
    throw new Error(`DuckDB has written ${rowsChanged} of ${events} events`);
  }
}
