// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { CopiedText } from './CopiedText';

/** What is made into rows at once. The fewer there are, the fewer outlive the youngest garbage. */
const ROWS_AT_ONCE = 16;

/**
 * Reads rows by the thousand, and makes objects of some at a time. Where objects of all of them waited for their turn, each collection of
 * young garbage would find a megabyte or two that is still in use, and after some seconds of that V8 keeps a hundred megabytes for
 * young objects. So on PostgreSQL what waits is text, in memory that is used again and again. SQLite gives objects.
 */
export class RowReader {
  static create(knex: Knex, dialect: Pick<Dialect, 'engine'>): RowReader {
    return new RowReader(knex, dialect.engine);
  }

  private readonly free: CopiedText[] = [];

  private constructor(
    readonly knex: Knex,
    private readonly engine: Dialect['engine'],
  ) {}

  /**
   * The rows of a query, once all of them are here. They are to be taken once, and either to the end or by a loop that ends. Values are as in
   * JSON: of times their epoch milliseconds are to be asked for.
   */
  async select<TRow>(
    query: Knex.QueryBuilder,
  ): Promise<Iterable<readonly TRow[]>> {
    if (this.engine === 'sqlite') {
      return inSlices<TRow>(await query);
    }
    const text = this.free.pop() ?? new CopiedText();
    try {
      await text.copy(this.knex, query.toQuery());
    } catch (error: unknown) {
      this.free.push(text);
      throw error;
    }
    return this.rowsOf(text);
  }

  private *rowsOf<TRow>(text: CopiedText): Generator<readonly TRow[]> {
    try {
      let rows: TRow[] = [];
      for (const line of text.lines()) {
        rows.push(JSON.parse(line));
        if (rows.length === ROWS_AT_ONCE) {
          yield rows;
          rows = [];
        }
      }
      if (rows.length > 0) {
        yield rows;
      }
    } finally {
      this.free.push(text);
    }
  }
}

function* inSlices<TRow>(rows: readonly TRow[]): Generator<readonly TRow[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    yield rows.slice(start, start + ROWS_AT_ONCE);
  }
}
