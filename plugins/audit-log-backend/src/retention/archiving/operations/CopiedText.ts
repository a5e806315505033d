// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { TakeData } from '../../../database/CopyDataTap';
import { copyOut } from '../../../database/copyOut';

const FIRST_BYTES = 2 * 1024 * 1024;
const END_OF_LINE = 0x0a;
/** JSON has no such characters as they are: so each row is one line, with nothing quoted and nothing escaped. */
const AS_IT_IS = `(FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')`;

/** The rows of a statement as PostgreSQL's COPY sends them, each a line of JSON, in memory that the next ones are put into. */
export class CopiedText {
  private bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private filled = 0;

  /** Resolves once all rows of a SELECT are here, in its order. What was here before is not any more. */
  async copy(knex: Knex, select: string): Promise<void> {
    this.filled = 0;
    const sql = `COPY (SELECT row_to_json(r) FROM (${select}) r) TO STDOUT ${AS_IT_IS}`;
    const connection = await knex.client.acquireConnection();
    try {
      // As Knex tells of its own statements.
      knex.client.emit('query', { sql, bindings: [] });
      await copyOut(connection, sql, this.add);
    } finally {
      await knex.client.releaseConnection(connection);
    }
  }

  *lines(): Generator<string> {
    let start = 0;
    while (start < this.filled) {
      const end = this.bytes.indexOf(END_OF_LINE, start);
      yield this.bytes.toString('utf8', start, end);
      start = end + 1;
    }
  }

  private readonly add: TakeData = (data, begin, end) => {
    const filled = this.filled + end - begin;
    if (filled > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(filled, 2 * this.filled));
      this.bytes.copy(larger, 0, 0, this.filled);
      this.bytes = larger;
    }
    data.copy(this.bytes, this.filled, begin, end);
    this.filled = filled;
  };
}
