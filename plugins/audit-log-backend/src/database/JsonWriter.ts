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
/** Behind these bytes of a UUID stands a dash: a bit for each. */
const DASHES = 0b1010101000;

/** Of each byte, the two digits that it has in base 16. */
const HEX = Uint8Array.from(
  Array.from({ length: 256 }, (_, byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join(''),
  digit => digit.charCodeAt(0),
);
/** Of each byte, whether it stands in a string of JSON as it is. */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < SPACE || byte === QUOTE || byte === BACKSLASH ? 0 : 1,
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

  /** A few bytes. */
  append(from: Uint8Array): void {
    const { bytes } = this;
    const { length } = from;
    let to = this.at;
    for (let index = 0; index < length; index++) {
      bytes[to++] = from[index];
    }
    this.at = to;
  }

  byte(value: number): void {
    this.bytes[this.at++] = value;
  }

  /** Text, which is UTF-8, in quotes: as `JSON.stringify` writes it. */
  quoted(from: Buffer, begin: number, end: number): void {
    const { bytes, at } = this;
    let to = at;
    bytes[to++] = QUOTE;
    for (let index = begin; index < end; index++) {
      const byte = from[index];
      if (IS_PLAIN[byte] === 0) {
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
      if ((DASHES >> index) & 1) {
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
    const { bytes } = this;
    let to = this.at;
    to = twoDigits(bytes, to, (minutes / 60) | 0);
    bytes[to++] = COLON;
    to = twoDigits(bytes, to, minutes % 60);
    bytes[to++] = COLON;
    to = twoDigits(bytes, to, seconds % 60);
    bytes[to++] = POINT;
    const thousandths = within - seconds * 1000;
    const hundredths = (thousandths / 10) | 0;
    to = twoDigits(bytes, to, hundredths);
    bytes[to++] = ZERO + thousandths - hundredths * 10;
    bytes[to++] = Z;
    this.at = to;
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

/** Gives where it goes on. */
function twoDigits(bytes: Buffer, at: number, value: number): number {
  const tens = (value / 10) | 0;
  bytes[at] = ZERO + tens;
  bytes[at + 1] = ZERO + value - tens * 10;
  return at + 2;
}
