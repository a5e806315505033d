// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from './dialect';
import type { ReadEventRow } from './eventFromRow';
import type { StoredInteger, StoredTime } from './tables';

/**
 * Rows of events in the binary format of COPY, see "Binary Format" below "COPY" in PostgreSQL's manual: a count of fields and, for
 * each, the number of its bytes, -1 where there is no value, and these. Whole numbers and texts are as they are; a UUID is its 16
 * bytes; a time is microseconds since the year 2000.
 */

/** The columns of such a row, in their order. `first_sequence` comes last, as it is of another table. */
export const STORED_COLUMNS = [
  'position',
  'id',
  'operation_id',
  'occurred_at',
  'recorded_at',
  'duration_ms',
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'actor_type',
  'actor',
  'via',
  'details',
  'first_sequence',
] as const satisfies readonly (keyof ReadEventRow)[];

type StoredColumn = (typeof STORED_COLUMNS)[number];

/** Of each column, where it stands. */
export const COLUMN = Object.fromEntries(
  STORED_COLUMNS.map((name, index) => [name, index]),
) as Readonly<Record<StoredColumn, number>>;

const COUNT = STORED_COLUMNS.length;
const NUMBER_BYTES = 8;
export const UUID_BYTES = 16;
const LENGTH_BYTES = 4;
const COUNT_BYTES = 2;
/** All data begins with a signature, of which this is the first byte, and two numbers of four bytes that say nothing of interest. */
const SIGNATURE = 'P'.charCodeAt(0);
const SIGNATURE_BYTES = 'PGCOPY\n\xff\r\n\0'.length + 8;
/** In place of a count of fields, where there are no more rows. */
const END = -1;

const EPOCH_MS = Date.UTC(2000, 0, 1);
const HIGH = 2 ** 32;

const UUIDS: ReadonlySet<StoredColumn> = new Set(['id', 'operation_id']);
const TIMES: ReadonlySet<StoredColumn> = new Set([
  'occurred_at',
  'recorded_at',
]);
const NUMBERS: ReadonlySet<StoredColumn> = new Set([
  'position',
  'duration_ms',
  'severity',
  'outcome',
  'actor_type',
  'first_sequence',
]);

/** One row at a time, whose bytes belong to whoever had them read, and change when the next one is. */
export class StoredRow {
  bytes: Buffer = Buffer.alloc(0);
  /** How many of the bytes are those of the row. */
  size = 0;
  /** Where each field begins, and where it ends; before it begins, where there is none. */
  readonly begins = new Int32Array(COUNT);
  readonly ends = new Int32Array(COUNT);

  /** Reads a message of COPY. False where there is no row in it, as in the last one. */
  read(bytes: Buffer, begin: number, end: number): boolean {
    // No count of fields begins like this.
    let at = bytes[begin] === SIGNATURE ? begin + SIGNATURE_BYTES : begin;
    if (at === end || bytes.readInt16BE(at) === END) {
      return false;
    }
    at += COUNT_BYTES;
    this.bytes = bytes;
    this.size = end - begin;
    const { begins, ends } = this;
    for (let column = 0; column < COUNT; column++) {
      const length = int32At(bytes, at);
      at += LENGTH_BYTES;
      begins[column] = at;
      ends[column] = at + length;
      at += length > 0 ? length : 0;
    }
    return true;
  }

  has(column: number): boolean {
    return this.ends[column] >= this.begins[column];
  }

  lengthOf(column: number): number {
    return Math.max(0, this.ends[column] - this.begins[column]);
  }

  text(column: number): string {
    return this.bytes.toString('utf8', this.begins[column], this.ends[column]);
  }

  /** Of a whole number of whatever size; safe integers are all that the ledger stores. */
  number(column: number): number {
    const { bytes } = this;
    const begin = this.begins[column];
    switch (this.ends[column] - begin) {
      case NUMBER_BYTES:
        return int32At(bytes, begin) * HIGH + (int32At(bytes, begin + 4) >>> 0);
      case 4:
        return int32At(bytes, begin);
      default:
        return ((bytes[begin] << 24) >> 16) | bytes[begin + 1];
    }
  }

  /** In epoch milliseconds. */
  time(column: number): number {
    // Times are stored to the millisecond; those of long ago have more microseconds than a number can tell apart.
    return Math.round(this.number(column) / 1000) + EPOCH_MS;
  }

  /** Of an event whose batch has been given one. */
  sequence(): number | undefined {
    return this.has(COLUMN.first_sequence)
      ? this.number(COLUMN.first_sequence) + this.number(COLUMN.position)
      : undefined;
  }

  uuid(column: number): string {
    return uuidOf(this.bytes, this.begins[column]);
  }

  /** The row as a driver gives it, of which each value is there, with times in epoch milliseconds. */
  toRow(): ReadEventRow {
    return Object.fromEntries(
      STORED_COLUMNS.map((name, column) => [name, this.value(name, column)]),
    ) as unknown as ReadEventRow;
  }

  private value(name: StoredColumn, column: number): string | number | null {
    if (!this.has(column)) {
      return null;
    }
    if (UUIDS.has(name)) {
      return this.uuid(column);
    }
    if (TIMES.has(name)) {
      return this.time(column);
    }
    return NUMBERS.has(name) ? this.number(column) : this.text(column);
  }
}

/** As Node reads it, without the checks that it makes each time. */
function int32At(bytes: Buffer, at: number): number {
  return (
    (bytes[at] << 24) |
    (bytes[at + 1] << 16) |
    (bytes[at + 2] << 8) |
    bytes[at + 3]
  );
}

/** The text of a UUID of 16 bytes. */
export function uuidOf(bytes: Buffer, begin: number): string {
  const hex = bytes.toString('hex', begin, begin + UUID_BYTES);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** What all rows take beside their texts: the count, and of each field its length and the largest number or UUID. */
const MOST_BESIDE_TEXTS = COUNT_BYTES + COUNT * (LENGTH_BYTES + UUID_BYTES);
/** In UTF-8, of one unit of a text. */
const MOST_BYTES = 3;

let scratch = Buffer.alloc(0);

/** A row as a driver gives it, as PostgreSQL would send it: in memory that is the next row's when that is asked for. */
export function bytesOfRow(
  row: ReadEventRow,
  { readTime }: Pick<Dialect, 'readTime'>,
): Buffer {
  let most = MOST_BESIDE_TEXTS;
  for (const name of STORED_COLUMNS) {
    const value = row[name];
    most += typeof value === 'string' ? value.length * MOST_BYTES : 0;
  }
  if (scratch.length < most) {
    scratch = Buffer.allocUnsafeSlow(most * 2);
  }
  const bytes = scratch;
  let at = bytes.writeInt16BE(COUNT);
  for (const name of STORED_COLUMNS) {
    const value = row[name];
    const begin = at + LENGTH_BYTES;
    let length = END;
    if (value === null || value === undefined) {
      // No bytes.
    } else if (UUIDS.has(name)) {
      length = bytes.write(String(value).replaceAll('-', ''), begin, 'hex');
    } else if (TIMES.has(name)) {
      const time = readTime(value as StoredTime) - EPOCH_MS;
      length = writeNumber(bytes, BigInt(Math.trunc(time)) * 1000n, begin);
    } else if (NUMBERS.has(name)) {
      length = writeNumber(bytes, BigInt(value as StoredInteger), begin);
    } else {
      length = bytes.write(value as string, begin);
    }
    bytes.writeInt32BE(length, at);
    at = begin + Math.max(0, length);
  }
  return bytes.subarray(0, at);
}

function writeNumber(bytes: Buffer, value: bigint, at: number): number {
  return bytes.writeBigInt64BE(value, at) - at;
}
