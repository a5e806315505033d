// SPDX-License-Identifier: Apache-2.0

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const DASH = 0x2d;
const ZERO = 0x30;
const COLON = 0x3a;
const POINT = 0x2e;
const Z = 0x5a;

/** Fewer bytes than this are copied more quickly one by one than by a call. */
const FEW_BYTES = 40;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Above it, digits are left to the language. */
const LARGEST_INTEGER = 0x7fffffff;
/** Behind these bytes of a UUID stands a dash. */
const DASHES = [3, 5, 7, 9];

/** Of each byte, the two digits that it has in base 16. */
const HEX = Uint8Array.from(
  Array.from({ length: 256 }, (_, byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join(''),
  digit => digit.charCodeAt(0),
);

/**
 * Writes JSON in UTF-8 into bytes that somebody gives it, which MUST have room for all that is written: a text or its name, written
 * as bytes that are there already, without a string being made of them.
 */
export class JsonWriter {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;

  private day = NaN;
  /** The day as ISO 8601, with the T behind it. */
  private dayText = Buffer.alloc(0);

  write(text: string): void {
    this.at += this.bytes.write(text, this.at);
  }

  copy(from: Buffer, begin: number, end: number): void {
    const { bytes, at } = this;
    if (end - begin < FEW_BYTES) {
      let to = at;
      for (let index = begin; index < end; index++) {
        bytes[to++] = from[index];
      }
    } else {
      from.copy(bytes, at, begin, end);
    }
    this.at = at + end - begin;
  }

  append(from: Buffer): void {
    this.copy(from, 0, from.length);
  }

  /** Text, which is UTF-8, in quotes: as `JSON.stringify` writes it. */
  quoted(from: Buffer, begin: number, end: number): void {
    const { bytes, at } = this;
    let to = at;
    bytes[to++] = QUOTE;
    for (let index = begin; index < end; index++) {
      const byte = from[index];
      if (byte < SPACE || byte === QUOTE || byte === BACKSLASH) {
        this.write(JSON.stringify(from.toString('utf8', begin, end)));
        return;
      }
      bytes[to++] = byte;
    }
    bytes[to++] = QUOTE;
    this.at = to;
  }

  /** A UUID of 16 bytes, without quotes. */
  uuid(from: Buffer, begin: number): void {
    const { bytes } = this;
    let to = this.at;
    for (let index = 0; index < 16; index++) {
      const digits = from[begin + index] * 2;
      bytes[to++] = HEX[digits];
      bytes[to++] = HEX[digits + 1];
      if (DASHES.includes(index)) {
        bytes[to++] = DASH;
      }
    }
    this.at = to;
  }

  /** A whole number. */
  integer(value: number): void {
    if (value < 0 || value > LARGEST_INTEGER) {
      this.write(String(value));
      return;
    }
    let count = 1;
    for (let rest = value; rest >= 10; rest = (rest / 10) | 0) {
      count += 1;
    }
    this.digits(value, count);
  }

  /** A time in epoch milliseconds as ISO 8601, as `Date.toISOString` writes it, without quotes. Throws a RangeError where there is no such time. */
  time(milliseconds: number): void {
    const day = Math.floor(milliseconds / DAY_MS);
    if (day !== this.day) {
      const [text] = new Date(milliseconds).toISOString().split('T');
      this.dayText = Buffer.from(`${text}T`);
      this.day = day;
    }
    this.append(this.dayText);
    const within = milliseconds - day * DAY_MS;
    const seconds = (within / 1000) | 0;
    const minutes = (seconds / 60) | 0;
    this.digits((minutes / 60) | 0, 2);
    this.bytes[this.at++] = COLON;
    this.digits(minutes % 60, 2);
    this.bytes[this.at++] = COLON;
    this.digits(seconds % 60, 2);
    this.bytes[this.at++] = POINT;
    this.digits(within % 1000, 3);
    this.bytes[this.at++] = Z;
  }

  private digits(value: number, count: number): void {
    const { bytes, at } = this;
    let rest = value;
    for (let to = at + count - 1; to >= at; to--) {
      const next = (rest / 10) | 0;
      bytes[to] = ZERO + rest - next * 10;
      rest = next;
    }
    this.at = at + count;
  }
}
