// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { type Connection, Query, types } from 'pg';

/**
 * Runs a SELECT on PostgreSQL for at most so many milliseconds, below Knex: the transaction that bounds it begins with the same
 * message that the SELECT comes in, and ends when the rows are there already, so that these are one round trip away instead of
 * four.
 *
 * Rows are handed on as they come: the driver keeps what it resolves with for longer than anybody needs it.
 */
export async function readInTime<TRow>(
  knex: Knex,
  text: string,
  bindings: readonly unknown[],
  milliseconds: number,
  add: (row: TRow) => void,
): Promise<void> {
  const connection = await knex.client.acquireConnection();
  const sql = numbered(text);
  // As Knex tells of its own statements.
  knex.client.emit('query', { sql, bindings });
  let end = 'ROLLBACK';
  try {
    await new Promise<void>((resolve, reject) => {
      const query = new Query({
        text: sql,
        values: [...bindings],
        // Else pg sends a statement without bindings as a message of another kind.
        queryMode: 'extended',
      } as ConstructorParameters<typeof Query>[0]);
      let failed: { readonly error: unknown } | undefined;
      let read = (_values: Values): TRow => ({} as TRow);
      const driven = query as unknown as Driven;
      driven.handleRowDescription = ({ fields }) => {
        read = rowReader<TRow>(fields);
      };
      driven.handleDataRow = ({ fields }) => {
        // What is thrown here would end the process.
        try {
          if (!failed) {
            add(read(fields));
          }
        } catch (error: unknown) {
          failed = { error };
        }
      };
      query.on('end', () => (failed ? reject(failed.error) : resolve()));
      query.on('error', reject);
      const { submit } = query;
      query.submit = (messages: Connection) => {
        send(messages, 'BEGIN READ ONLY');
        send(messages, `SET LOCAL statement_timeout = ${milliseconds}`);
        return submit.call(query, messages);
      };
      connection.query(query);
    });
    end = 'COMMIT';
  } finally {
    // Nobody waits for it. Where it fails the connection has broken, which the pool finds out by itself.
    connection.query(end, () => knex.client.releaseConnection(connection));
  }
}

/** Values of a row as PostgreSQL writes them; null where there is none. */
type Values = readonly (string | null)[];

interface Field {
  readonly name: string;
  /** The OID of its type. */
  readonly dataTypeID: number;
}

/** What the driver calls of a query as its messages come in, as whoever implements one for it has to. */
interface Driven {
  handleRowDescription(message: { readonly fields: readonly Field[] }): void;
  handleDataRow(message: { readonly fields: Values }): void;
}

/**
 * Makes rows as the driver does. It does so by copying an object without a prototype, which takes longer than all the rest that is
 * to be done for a row.
 */
function rowReader<TRow>(fields: readonly Field[]): (values: Values) => TRow {
  const names = fields.map(({ name }) => name);
  const parsers = fields.map(({ dataTypeID }) =>
    types.getTypeParser(dataTypeID, 'text'),
  );
  const empty = Object.fromEntries(names.map(name => [name, null]));
  return values => {
    const row: Record<string, unknown> = { ...empty };
    for (let at = 0; at < names.length; at++) {
      const value = values[at];
      if (value !== null) {
        row[names[at]] = parsers[at](value);
      }
    }
    return row as TRow;
  };
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
