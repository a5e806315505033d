// SPDX-License-Identifier: Apache-2.0

const NEWLINE = 0x0a;
const QUOTE = 0x22;

/** Counts the records of a CSV or NDJSON file as its bytes go by. */
export class RecordCounter {
  static create(format: 'csv' | 'ndjson'): RecordCounter {
    return new RecordCounter(format === 'csv');
  }

  #lines = 0;
  #isQuoted = false;
  readonly #isCsv: boolean;

  private constructor(isCsv: boolean) {
    this.#isCsv = isCsv;
  }

  get count(): number {
    // The first line of a CSV file names its columns.
    return Math.max(0, this.#isCsv ? this.#lines - 1 : this.#lines);
  }

  /** UTF-8 never uses these two bytes inside another character, so chunks may end anywhere. */
  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#isCsv && byte === QUOTE) {
        this.#isQuoted = !this.#isQuoted;
      } else if (byte === NEWLINE && !this.#isQuoted) {
        this.#lines++;
      }
    }
  }
}
