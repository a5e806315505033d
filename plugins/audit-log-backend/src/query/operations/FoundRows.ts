// SPDX-License-Identifier: Apache-2.0

/** What the rows of a scan are put into as they are found, in the order of the search. */
export interface FoundRows<TRow> {
  readonly length: number;
  add(row: TRow): void;
  /** Gives how to go back to what is there now: a statement may end in the middle, and be asked again. */
  keep(): () => void;
}

/** Rows as they are. */
export class RowList<TRow> implements FoundRows<TRow> {
  readonly rows: TRow[] = [];

  get length(): number {
    return this.rows.length;
  }

  add(row: TRow): void {
    this.rows.push(row);
  }

  keep(): () => void {
    const { length } = this.rows;
    return () => {
      this.rows.length = length;
    };
  }
}
