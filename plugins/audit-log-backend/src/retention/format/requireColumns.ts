// SPDX-License-Identifier: Apache-2.0
import type { DuckDBConnection } from '@duckdb/node-api';
import { asDamaged, damaged } from './damaged';
import { EVENT_COLUMNS } from './eventColumns';
import { sqlText } from './sqlText';

const EXPECTED = Object.entries(EVENT_COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** Rejects with a DamagedFileError unless a file that is there is Parquet with the columns of schema 1. */
export async function requireColumns(
  connection: DuckDBConnection,
  path: string,
): Promise<void> {
  let rows: readonly unknown[][];
  try {
    const described = await connection.runAndReadAll(
      `DESCRIBE FROM ${parquetOf([path])}`,
    );
    rows = described.getRows();
  } catch (error: unknown) {
    throw asDamaged(error, [path]);
  }
  const columns = rows.map(([name, type]) => `${name} ${type}`).join(', ');
  if (columns !== EXPECTED) {
    throw damaged([path], 'its columns are those of something else');
  }
}

/** SQL for the rows of files as they lie: what their directories are called is no column. */
export function parquetOf(paths: readonly string[]): string {
  return `read_parquet([${paths
    .map(sqlText)
    .join()}], hive_partitioning = false)`;
}
