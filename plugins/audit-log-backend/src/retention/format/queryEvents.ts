// SPDX-License-Identifier: Apache-2.0
import type {
  DuckDBConnection,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import { asDamaged } from './damaged';
import type { QueryBinding } from './EventFiles';
import { parquetOf } from './requireColumns';
import { loadDuckDb } from './loadDuckDb';

const MICROSECONDS = 1000n;

/** Rows of a SELECT over files that have been looked at, as `EventFiles.query` says. */
export async function queryEvents(
  connection: DuckDBConnection,
  paths: readonly string[],
  sql: { readonly text: string; readonly bindings: readonly QueryBinding[] },
): Promise<readonly Record<string, unknown>[]> {
  const bound = await bind(sql.bindings);
  try {
    // Of this connection alone.
    await connection.run(`CREATE TEMP VIEW events AS FROM ${parquetOf(paths)}`);
    const reader = await connection.runAndReadAll(
      sql.text,
      bound.map(({ value }) => value),
      bound.map(({ type }) => type),
    );
    const names = reader.deduplicatedColumnNames();
    return reader
      .getRowsJS()
      .map(row =>
        Object.fromEntries(
          names.map((name, index) => [name, plain(row[index])]),
        ),
      );
  } catch (error: unknown) {
    throw asDamaged(error, paths);
  }
}

async function bind(
  bindings: readonly QueryBinding[],
): Promise<
  readonly { readonly value: DuckDBValue; readonly type: DuckDBType }[]
> {
  const duckdb = loadDuckDb();
  const { listValue, DuckDBTimestampValue } = duckdb;
  const { BIGINT, BOOLEAN, DOUBLE, LIST, SQLNULL, TIMESTAMP, VARCHAR } = duckdb;
  return bindings.map(binding => {
    if (binding === null) {
      return { value: null, type: SQLNULL };
    }
    if (binding instanceof Date) {
      const micros = BigInt(binding.getTime()) * MICROSECONDS;
      return { value: new DuckDBTimestampValue(micros), type: TIMESTAMP };
    }
    switch (typeof binding) {
      case 'string':
        return { value: binding, type: VARCHAR };
      case 'boolean':
        return { value: binding, type: BOOLEAN };
      case 'number':
        return Number.isSafeInteger(binding)
          ? { value: BigInt(binding), type: BIGINT }
          : { value: binding, type: DOUBLE };
      default:
        return { value: listValue(binding), type: LIST(VARCHAR) };
    }
  });
}

/** A value as rows have it: whole numbers of any size are numbers, times epoch milliseconds. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (value instanceof Date) {
    return value.getTime();
  }
  return Array.isArray(value) ? value.map(plain) : value;
}
