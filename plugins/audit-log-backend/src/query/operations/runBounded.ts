// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
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
  { knex, dialect }: QueryContext,
  statement: Sql,
  milliseconds: number,
): Promise<readonly TRow[]> {
  const bindings = [...statement.bindings] as Knex.RawBinding[];
  if (dialect.engine === 'sqlite') {
    return knex.raw(statement.text, bindings);
  }
  try {
    const timeout = Math.max(1, Math.round(milliseconds));
    return await readInTime<TRow>(knex, statement.text, bindings, timeout);
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
