// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Connection } from 'pg';

const UNESCAPED: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The messages of COPY TO STDOUT, for pg to exchange in its turn: what it asks of a query that it did not make itself. */
class CopyTo {
  readonly lines: string[] = [];

  constructor(
    private readonly statement: string,
    /** Public, since pg puts its own in front when queries are to be given up after a time. */
    public callback: (error?: unknown) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  /** A row, with its line feed. The bytes are those of the next message when this returns. */
  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    this.lines.push(chunk.toString('utf8', 0, chunk.length - 1));
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback();
  }

  handleError(error: unknown): void {
    this.callback(error);
  }
}

/**
 * The rows of a query, read by PostgreSQL's COPY, which Knex cannot say: each a line of values, with a tab between, which
 * `copiedText` reads. It takes two thirds of what the rows of a SELECT take here, each value of which is made by itself.
 *
 * COPY has no parameters: Knex writes what the query is given into the statement. That MUST be numbers and texts; a Date would be
 * written without its time zone.
 */
export async function copiedLines(
  transaction: Knex.Transaction,
  query: Knex.QueryBuilder,
): Promise<readonly string[]> {
  const connection = await transaction.client.acquireConnection();
  const sql = `COPY (${query.toQuery()}) TO STDOUT`;
  // As Knex tells of its own statements.
  transaction.client.emit('query', { sql, bindings: [] });
  return new Promise((resolve, reject) => {
    const copy = new CopyTo(sql, error =>
      error ? reject(error) : resolve(copy.lines),
    );
    connection.query(copy);
  });
}

/** A value of such a line that is no text, or null. */
export function copiedValue(value: string): string | null {
  return value === '\\N' ? null : value;
}

/** A value in the text format, see "COPY" in PostgreSQL's manual. */
export function copiedText(value: string): string | null {
  if (!value.includes('\\')) {
    return value;
  }
  return value === '\\N'
    ? null
    : value.replace(/\\(.)/gs, (_, sign) => UNESCAPED[sign] ?? sign);
}
