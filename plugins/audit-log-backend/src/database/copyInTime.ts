// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { escapeLiteral } from 'pg';
import type { TakeData } from './CopyDataTap';
import { copyOut } from './copyOut';

/**
 * As `readInTime`, but by COPY, whose rows can be had as they come from the socket. Of those of a SELECT the driver makes a text of
 * each value, and these are what an export of many events would spend most of its time and memory on.
 *
 * `take` gets a message at a time, in the binary format of COPY.
 */
export async function copyInTime(
  knex: Knex,
  text: string,
  bindings: readonly unknown[],
  milliseconds: number,
  take: TakeData,
): Promise<void> {
  const copy = (query: string) => `COPY (${query}) TO STDOUT (FORMAT binary)`;
  const sql = copy(withLiterals(text, bindings));
  const connection = await knex.client.acquireConnection();
  // As Knex tells of its own statements.
  knex.client.emit('query', { sql: copy(text), bindings });
  let end = 'ROLLBACK';
  try {
    await copyOut(
      connection,
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${milliseconds}; ${sql}`,
      take,
    );
    end = 'COMMIT';
  } finally {
    // Nobody waits for it. Where it fails the connection has broken, which the pool finds out by itself.
    connection.query(end, () => knex.client.releaseConnection(connection));
  }
}

/**
 * COPY takes no parameters. Each becomes a literal whose type is found as that of a parameter is; and the planner knows what it asks
 * for.
 */
export function withLiterals(
  text: string,
  bindings: readonly unknown[],
): string {
  let index = 0;
  const statement = text.replace(/\?/g, () => literal(bindings[index++]));
  if (index !== bindings.length) {
    throw new TypeError(
      `The statement takes ${index} values and was given ${bindings.length}`,
    );
  }
  return statement;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) {
    return 'NULL';
  }
  const text = value instanceof Date ? value.toISOString() : String(value);
  // The server would take what comes before it for the whole statement.
  if (text.includes('\0')) {
    throw new TypeError('No text of a statement can have a NUL in it');
  }
  return escapeLiteral(text);
}
