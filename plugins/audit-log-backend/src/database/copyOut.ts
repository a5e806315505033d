// SPDX-License-Identifier: Apache-2.0
import type { Connection } from 'pg';
import { CopyDataTap, type TakeData } from './CopyDataTap';

/** What exchanges messages with the server in its turn. */
export interface CopyConnection {
  query(query: CopyTo): unknown;
}

/** The messages of COPY TO STDOUT, for pg to exchange in its turn: what it asks of a query that it did not make itself. */
class CopyTo {
  private tap: CopyDataTap | undefined;
  private failed: { readonly error: unknown } | undefined;

  constructor(
    private readonly statements: string,
    private readonly take: TakeData,
    /** Public, since pg puts its own in front when queries are to be given up after a time. */
    public callback: (failed?: { readonly error: unknown }) => void,
  ) {}

  submit(connection: Connection): void {
    // Not as rest and spread, which would be an array for each row.
    this.tap = CopyDataTap.on(connection.stream, (bytes, begin, end) => {
      // What is thrown here would end the process.
      try {
        if (!this.failed) {
          this.take(bytes, begin, end);
        }
      } catch (error: unknown) {
        this.failed = { error };
      }
    });
    connection.query(this.statements);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.tap?.end();
    this.callback(this.failed);
  }

  handleError(error: unknown): void {
    this.tap?.end();
    this.callback({ error });
  }
}

/**
 * Has a connection of pg carry out statements of which one is COPY TO STDOUT, and gives its data as it comes from the socket, a message
 * at a time: a message has a row, or what comes before the first or after the last. Rejects with what the server or `take` says.
 */
export function copyOut(
  connection: CopyConnection,
  statements: string,
  take: TakeData,
): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query(
      new CopyTo(statements, take, failed =>
        failed ? reject(failed.error) : resolve(),
      ),
    );
  });
}
