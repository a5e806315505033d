// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { TakeData } from '../database/CopyDataTap';
import { EventJson } from '../database/EventJson';
import { eventFromRow, type ReadEventRow } from '../database/eventFromRow';
import { JsonWriter } from '../database/JsonWriter';
import {
  bytesOfRow,
  COLUMN,
  StoredRow,
  UUID_BYTES,
  uuidOf,
} from '../database/StoredRow';
import { batchOfEvents } from './batchOfEvents';
import type { EventBatch } from './EventBatch';
import type { EventFormat } from './export/EventFormat';
import { readColumns, STORED_EVENT } from './operations/eventColumns';
import type { SequencedRows } from './operations/FoundRows';
import {
  copyBounded,
  readBounded,
  type QueryContext,
} from './operations/runBounded';
import type { Sql } from './operations/sql';
import { givePieceBack, PIECE_BYTES, takePiece } from './pieces';

const LINE_END = '\n'.charCodeAt(0);
/** Bytes of what objects are made of at once to be written in another format. */
const SLICE_BYTES = 256 * 1024;
const STORED_TIMES = { readTime: Number };

interface Piece {
  bytes: Buffer;
  used: number;
}

/**
 * Events as lines of JSON, made of the bytes of each row as they come from the database, and kept outside the heap of JavaScript.
 * That heap grows with what outlives its collections, to several times what is alive of it at any time; and what dies in it has to
 * be collected. Of an export as little as can be goes through it: neither texts nor rows nor objects.
 */
export class EventLines implements EventBatch, SequencedRows {
  readonly #dialect: QueryContext['dialect'];
  /** Each with what is written in it; the last is being written to. */
  readonly #pieces: Piece[] = [];
  readonly #row = new StoredRow();
  readonly #writer = new JsonWriter();
  readonly #json = new EventJson(this.#writer);
  #length = 0;
  #lastTime = NaN;
  #lastSequence = NaN;
  readonly #lastId = Buffer.alloc(UUID_BYTES);

  constructor({ dialect }: Pick<QueryContext, 'dialect'>) {
    this.#dialect = dialect;
  }

  /** What a statement that is read has to select of events `e`, before their sequence. */
  get columns(): string {
    return this.#dialect.engine === 'postgres'
      ? STORED_EVENT
      : readColumns(this.#dialect);
  }

  get length(): number {
    return this.#length;
  }

  /** When the last event began, in epoch milliseconds, and its id. */
  get last(): { readonly time: number; readonly id: string } | undefined {
    return this.#length === 0
      ? undefined
      : { time: this.#lastTime, id: uuidOf(this.#lastId, 0) };
  }

  get lastSequence(): number {
    return this.#lastSequence;
  }

  read(
    context: QueryContext,
    statement: Sql,
    milliseconds: number,
  ): Promise<void> {
    return context.dialect.engine === 'postgres'
      ? copyBounded(context, statement, milliseconds, this.#take)
      : readBounded<ReadEventRow>(context, statement, milliseconds, row =>
          this.add(row),
        );
  }

  add(row: ReadEventRow): void {
    const bytes = bytesOfRow(row, this.#dialect);
    this.#take(bytes, 0, bytes.length);
  }

  readonly #take: TakeData = (bytes, begin, end) => {
    const row = this.#row;
    const writer = this.#writer;
    if (!row.read(bytes, begin, end)) {
      return;
    }
    this.#begin(EventJson.mostBytes(row));
    if (!this.#json.write(row)) {
      const text = JSON.stringify(eventFromRow(row.toRow(), STORED_TIMES));
      this.#begin(Buffer.byteLength(text) + 1);
      writer.write(text);
    }
    writer.byte(LINE_END);
    this.#pieces[this.#pieces.length - 1].used = writer.at;
    this.#length += 1;
    this.#lastTime = row.time(COLUMN.occurred_at);
    this.#lastSequence = row.sequence() ?? NaN;
    const id = row.begins[COLUMN.id];
    for (let index = 0; index < UUID_BYTES; index++) {
      this.#lastId[index] = bytes[id + index];
    }
  };

  /** Sees that the writer has room for so many bytes, behind what is written. */
  #begin(bytes: number): void {
    let piece = this.#pieces[this.#pieces.length - 1];
    if (!piece || piece.bytes.length - piece.used < bytes) {
      piece = this.#more(piece, bytes);
    }
    this.#writer.bytes = piece.bytes;
    this.#writer.at = piece.used;
  }

  /** A piece with room for so many bytes: a small one at first, which becomes a large one. */
  #more(last: Piece | undefined, bytes: number): Piece {
    if (last && last.bytes.length < PIECE_BYTES) {
      const small = last.bytes;
      last.bytes = takePiece(Math.max(last.used + bytes, PIECE_BYTES));
      small.copy(last.bytes, 0, 0, last.used);
      return last;
    }
    const size = last ? Math.max(bytes, PIECE_BYTES) : bytes;
    const piece = { bytes: takePiece(size), used: 0 };
    this.#pieces.push(piece);
    return piece;
  }

  keep(): () => void {
    const pieces = this.#pieces.length;
    const used = this.#pieces.at(-1)?.used ?? 0;
    const length = this.#length;
    const lastTime = this.#lastTime;
    const lastSequence = this.#lastSequence;
    const lastId = Buffer.from(this.#lastId);
    return () => {
      for (const { bytes } of this.#pieces.splice(pieces)) {
        givePieceBack(bytes);
      }
      if (pieces > 0) {
        this.#pieces[pieces - 1].used = used;
      }
      this.#length = length;
      this.#lastTime = lastTime;
      this.#lastSequence = lastSequence;
      lastId.copy(this.#lastId);
    };
  }

  events(): readonly AuditEvent[] {
    return this.#pieces.flatMap(({ bytes, used }) =>
      eventsOf(bytes.subarray(0, used)),
    );
  }

  *text(format: EventFormat): Iterable<string | Buffer> {
    for (
      let piece = this.#pieces.shift();
      piece;
      piece = this.#pieces.shift()
    ) {
      const text = piece.bytes.subarray(0, piece.used);
      if (format.isJsonLines) {
        yield text;
      } else {
        for (const lines of slicesOf(text)) {
          yield* batchOfEvents(eventsOf(lines)).text(format);
        }
      }
      // Not where nobody asks for the next: the last may still be on its way.
      givePieceBack(piece.bytes);
    }
  }
}

/** Whole lines of a piece, so many at a time as can be made objects of without holding up anything else. */
function* slicesOf(piece: Buffer): Iterable<Buffer> {
  for (let begin = 0; begin < piece.length; ) {
    const last = piece.indexOf(LINE_END, begin + SLICE_BYTES);
    const end = last < 0 ? piece.length : last + 1;
    yield piece.subarray(begin, end);
    begin = end;
  }
}

function eventsOf(piece: Buffer): readonly AuditEvent[] {
  const lines = piece.toString().split('\n');
  lines.pop();
  return lines.map(line => JSON.parse(line));
}
