// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import type { TakeData } from '../../database/CopyDataTap';
import { copyInTime } from '../../database/copyInTime';
import { readInTime } from '../../database/readInTime';
import type { Sql } from './sql';

export interface QueryContext {
  readonly knex: Knex;
  readonly dialect: Dialect;
}

/** A statement ran out of its time. Another, over a smaller window, may succeed. */
export class StatementTimeoutError extends Error {
  override readonly name = 'StatementTimeoutError';
}

/** Runs a SELECT, in a transaction of its own, for at most so many milliseconds; throws a StatementTimeoutError when they are over. */
export async function runBounded<TRow>(
  context: QueryContext,
  statement: Sql,
  milliseconds: number,
): Promise<readonly TRow[]> {
  const rows: TRow[] = [];
  await readBounded<TRow>(context, statement, milliseconds, row =>
    rows.push(row),
  );
  return rows;
}

/** The same, handing each row on as it comes. When it throws, some may have been. */
export async function readBounded<TRow>(
  { knex, dialect }: QueryContext,
  statement: Sql,
  milliseconds: number,
  add: (row: TRow) => void,
): Promise<void> {
  const bindings = [...statement.bindings] as Knex.RawBinding[];
  if (dialect.engine === 'sqlite') {
    const rows: readonly TRow[] = await knex.raw(statement.text, bindings);
    rows.forEach(row => add(row));
    return;
  }
  await orTimeout(dialect, milliseconds, timeout =>
    readInTime<TRow>(knex, statement.text, bindings, timeout, add),
  );
}

/** On PostgreSQL: the same, handing each row on as it comes from the socket, as `StoredRow` reads it. */
export async function copyBounded(
  { knex, dialect }: QueryContext,
  { text, bindings }: Sql,
  milliseconds: number,
  take: TakeData,
): Promise<void> {
  await orTimeout(dialect, milliseconds, timeout =>
    copyInTime(knex, text, bindings, timeout, take),
  );
}

async function orTimeout(
  dialect: Dialect,
  milliseconds: number,
  read: (timeout: number) => Promise<void>,
): Promise<void> {
  try {
    await read(Math.max(1, Math.round(milliseconds)));
  } catch (error: unknown) {
    if (dialect.isStatementTimeout(error)) {
      throw new StatementTimeoutError(
        `A query took longer than ${milliseconds} ms`,
        { cause: error },
      );
    }
    throw error;
  }
}
