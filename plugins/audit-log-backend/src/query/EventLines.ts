// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { Dialect } from '../database/dialect';
import { eventJson } from '../database/eventJson';
import type { ReadEventRow } from '../database/eventFromRow';
import type { EventBatch } from './EventBatch';
import type { EventFormat } from './export/EventFormat';
import type { FoundRows } from './operations/FoundRows';

/** Bytes of a piece; of one that a single event does not fit in, as many as that may need. */
const PIECE = 64 * 1024;
/** In UTF-8, of one unit of a text. */
const MOST_BYTES = 3;

/**
 * Events as lines of JSON, made of each row as it comes from the database, and kept outside the heap of JavaScript. Rows, or
 * objects, of all pages of an export would make that heap grow to several times what is alive of them at any time: the younger
 * half of it grows with what outlives its collections.
 */
export class EventLines implements EventBatch, FoundRows<ReadEventRow> {
  #pieces: Buffer[] = [];
  #piece = Buffer.allocUnsafeSlow(0);
  #used = 0;
  #length = 0;
  #last: EventLines['last'];

  constructor(private readonly dialect: Pick<Dialect, 'readTime'>) {}

  get length(): number {
    return this.#length;
  }

  /** When the last event began, in epoch milliseconds, and its id. */
  get last(): { readonly time: number; readonly id: string } | undefined {
    return this.#last;
  }

  add(row: ReadEventRow): void {
    const line = `${eventJson(row, this.dialect)}\n`;
    const most = line.length * MOST_BYTES;
    if (this.#used + most > this.#piece.length) {
      this.end();
      this.#piece = Buffer.allocUnsafeSlow(Math.max(PIECE, most));
    }
    this.#used += this.#piece.write(line, this.#used);
    this.#length += 1;
    this.#last = {
      time: this.dialect.readTime(row.occurred_at),
      id: row.id,
    };
  }

  keep(): () => void {
    const pieces = this.#pieces.length;
    const piece = this.#piece;
    const used = this.#used;
    const length = this.#length;
    const last = this.#last;
    return () => {
      this.#pieces.length = pieces;
      this.#piece = piece;
      this.#used = used;
      this.#length = length;
      this.#last = last;
    };
  }

  /** No more rows are added. */
  end(): this {
    if (this.#used > 0) {
      this.#pieces.push(this.#piece.subarray(0, this.#used));
      this.#piece = Buffer.allocUnsafeSlow(0);
      this.#used = 0;
    }
    return this;
  }

  events(): readonly AuditEvent[] {
    return this.#pieces.flatMap(eventsOf);
  }

  *text(format: EventFormat): Iterable<string | Buffer> {
    for (
      let piece = this.#pieces.shift();
      piece;
      piece = this.#pieces.shift()
    ) {
      yield format.isJsonLines ? piece : format.write(eventsOf(piece));
    }
  }
}

function eventsOf(piece: Buffer): readonly AuditEvent[] {
  const lines = piece.toString().split('\n');
  lines.pop();
  return lines.map(line => JSON.parse(line));
}
