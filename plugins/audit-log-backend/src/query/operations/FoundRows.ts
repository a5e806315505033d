// SPDX-License-Identifier: Apache-2.0
import type { ReadEventRow } from '../../database/eventFromRow';
import { readBounded, type QueryContext } from './runBounded';
import type { Sql } from './sql';

/** What the rows of a scan are put into as they are found, in the order of the search. */
export interface FoundRows {
  readonly length: number;
  add(row: ReadEventRow): void;
  /**
   * Adds all rows of a statement; throws a StatementTimeoutError when it takes longer than so many milliseconds. When it throws, some
   * may have been added.
   */
  read(
    context: QueryContext,
    statement: Sql,
    milliseconds: number,
  ): Promise<void>;
  /** Gives how to go back to what is there now: a statement may end in the middle, and be asked again. */
  keep(): () => void;
}

/** The same for a scan in the ledger's own order. */
export interface SequencedRows extends FoundRows {
  /** Of the row that was added last. */
  readonly lastSequence: number;
}

/** Rows as they are. */
export class RowList<TRow extends ReadEventRow = ReadEventRow>
  implements SequencedRows
{
  readonly rows: TRow[] = [];

  get length(): number {
    return this.rows.length;
  }

  get lastSequence(): number {
    return sequenceOf(this.rows[this.rows.length - 1]);
  }

  add(row: TRow): void {
    this.rows.push(row);
  }

  read(
    context: QueryContext,
    statement: Sql,
    milliseconds: number,
  ): Promise<void> {
    return readBounded<TRow>(context, statement, milliseconds, row =>
      this.add(row),
    );
  }

  keep(): () => void {
    const { length } = this.rows;
    return () => {
      this.rows.length = length;
    };
  }
}

/** The place of an event whose batch has been given one. */
export function sequenceOf({
  first_sequence,
  position,
}: Pick<ReadEventRow, 'first_sequence' | 'position'>): number {
  return Number(first_sequence) + position;
}
