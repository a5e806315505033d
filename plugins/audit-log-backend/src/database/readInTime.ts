// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { type Connection, Query, type QueryResult } from 'pg';

/**
 * Runs a SELECT on PostgreSQL for at most so many milliseconds, below Knex: the transaction that bounds it begins with the same
 * message that the SELECT comes in, and ends when the rows are there already, so that these are one round trip away instead of
 * four.
 */
export async function readInTime<TRow>(
  knex: Knex,
  text: string,
  bindings: readonly unknown[],
  milliseconds: number,
): Promise<readonly TRow[]> {
  const connection = await knex.client.acquireConnection();
  const sql = numbered(text);
  // As Knex tells of its own statements.
  knex.client.emit('query', { sql, bindings });
  let end = 'ROLLBACK';
  try {
    const rows = await new Promise<TRow[]>((resolve, reject) => {
      const query = new Query(
        {
          text: sql,
          values: [...bindings],
          // Else pg sends a statement without bindings as a message of another kind.
          queryMode: 'extended',
        } as ConstructorParameters<typeof Query>[0],
        (error: unknown, result: unknown) =>
          error
            ? reject(error)
            : resolve((result as QueryResult[]).at(-1)!.rows as TRow[]),
      );
      const { submit } = query;
      query.submit = (messages: Connection) => {
        send(messages, 'BEGIN READ ONLY');
        send(messages, `SET LOCAL statement_timeout = ${milliseconds}`);
        return submit.call(query, messages);
      };
      connection.query(query);
    });
    end = 'COMMIT';
    return rows;
  } finally {
    // Nobody waits for it. Where it fails the connection has broken, which the pool finds out by itself.
    connection.query(end, () => knex.client.releaseConnection(connection));
  }
}

/** A statement without an answer that anyone looks at, to be answered together with the one that comes after it. */
function send(messages: Connection, text: string): void {
  messages.parse({ text } as Parameters<Connection['parse']>[0], true);
  messages.bind({} as Parameters<Connection['bind']>[0], true);
  messages.execute({} as Parameters<Connection['execute']>[0], true);
}

/** With the placeholders of PostgreSQL. */
function numbered(text: string): string {
  let count = 0;
  return text.replace(/\?/g, () => `$${++count}`);
}
