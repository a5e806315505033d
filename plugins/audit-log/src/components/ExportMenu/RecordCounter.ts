// SPDX-License-Identifier: Apache-2.0
import type { ExportFormat } from './useExport';

const NEWLINE = 0x0a;
const QUOTE = 0x22;

/** How the lines begin that hold an event, in a file with proofs. */
const EVENT_LINE = new TextEncoder().encode('{"event":');

/** Counts the records of a CSV or NDJSON file as its bytes go by; with proofs, the lines that hold an event. */
export class RecordCounter {
  static create(format: ExportFormat): RecordCounter {
    return new RecordCounter(format);
  }

  #lines = 0;
  #isQuoted = false;
  /** How many bytes of this line are those of a line with an event; undefined once one is not. */
  #matched: number | undefined = 0;
  #eventLines = 0;

  private constructor(private readonly format: ExportFormat) {}

  get count(): number {
    // The first line of a CSV file names its columns.
    if (this.format === 'proofs') {
      return this.#eventLines;
    }
    return Math.max(0, this.format === 'csv' ? this.#lines - 1 : this.#lines);
  }

  /** UTF-8 never uses these two bytes inside another character, so chunks may end anywhere. */
  add(bytes: Uint8Array): void {
    if (this.format === 'proofs') {
      this.#addLines(bytes);
      return;
    }
    const isCsv = this.format === 'csv';
    for (const byte of bytes) {
      if (isCsv && byte === QUOTE) {
        this.#isQuoted = !this.#isQuoted;
      } else if (byte === NEWLINE && !this.#isQuoted) {
        this.#lines++;
      }
    }
  }

  #addLines(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === NEWLINE) {
        this.#matched = 0;
      } else if (this.#matched !== undefined) {
        this.#matched =
          byte === EVENT_LINE[this.#matched] ? this.#matched + 1 : undefined;
        if (this.#matched === EVENT_LINE.length) {
          this.#eventLines++;
          this.#matched = undefined;
        }
      }
    }
  }
}
