// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { releaseMemory } from './releaseMemory';

/** Bytes of what a message begins with: its kind, and how long it is from its second byte on. */
const HEADER = 5;
/** Room for most rows. */
const LEAST_KEPT = 4096;
const COPY_DATA = 'd'.charCodeAt(0);

/** Data of a copy, from `begin` to `end`. It MUST be done with when this returns: the memory is another's then. */
export type TakeData = (bytes: Buffer, begin: number, end: number) => void;

/**
 * Takes the data of a copy out of what comes from a PostgreSQL server, see "Message Formats" in its manual, and lets the driver have
 * all other messages. The driver would copy all of it once more, and make objects of each row.
 *
 * The memory of what has been taken goes back at once. It lies outside the heap of JavaScript, where so little happens meanwhile that
 * it would pile up until V8 looks through all of that heap for its sake, some thirty times in an export of a million events.
 */
export class CopyDataTap {
  private readonly others: readonly ((data: Buffer) => void)[];
  /** Begins with the beginning of a message whose end has not come yet: so many bytes. */
  private kept: Buffer = Buffer.alloc(0);
  private keptBytes = 0;
  private isOver = false;

  static on(stream: Readable, take: TakeData): CopyDataTap {
    return new CopyDataTap(stream, take);
  }

  private constructor(
    private readonly stream: Readable,
    private readonly take: TakeData,
  ) {
    this.others = stream.listeners('data') as ((data: Buffer) => void)[];
    stream.removeAllListeners('data');
    stream.on('data', this.onData);
  }

  /** Lets the driver have everything again. */
  end(): void {
    if (!this.isOver) {
      this.isOver = true;
      this.stream.off('data', this.onData);
      this.others.forEach(other => this.stream.on('data', other));
      // It is given up in the middle of a message.
      if (this.keptBytes > 0) {
        this.giveOthers(this.kept.subarray(0, this.keptBytes));
      }
    }
  }

  private readonly onData = (data: Buffer): void => {
    const { length } = data;
    let at = this.keptBytes > 0 ? this.completeKept(data) : 0;
    while (!this.isOver && at < length) {
      const end = endOfMessage(data, at, length);
      if (end > length) {
        this.keep(data, at, length);
        at = length;
      } else {
        this.message(data, at, end);
        at = end;
      }
    }
    if (at < length) {
      this.giveOthers(data.subarray(at));
    } else {
      release(data);
    }
  };

  /** Goes on with the message that has begun. Gives how many bytes that took. */
  private completeKept(data: Buffer): number {
    let at = 0;
    for (;;) {
      const { kept, keptBytes } = this;
      const end = endOfMessage(kept, 0, keptBytes);
      if (end === keptBytes) {
        this.keptBytes = 0;
        this.message(kept, 0, end);
        return at;
      }
      if (at === data.length) {
        return at;
      }
      const next = Math.min(data.length, at + end - keptBytes);
      this.keep(data, at, next, end);
      at = next;
    }
  }

  /** Keeps some more of the message, in memory with room for so much of it. */
  private keep(data: Buffer, begin: number, end: number, room = 0): void {
    const { kept, keptBytes } = this;
    const size = keptBytes + end - begin;
    if (kept.length < size) {
      this.kept = Buffer.allocUnsafeSlow(Math.max(size, room, LEAST_KEPT));
      kept.copy(this.kept, 0, 0, keptBytes);
    }
    data.copy(this.kept, keptBytes, begin, end);
    this.keptBytes = size;
  }

  private message(bytes: Buffer, begin: number, end: number): void {
    if (bytes[begin] === COPY_DATA) {
      this.take(bytes, begin + HEADER, end);
    } else {
      this.giveOthers(Buffer.from(bytes.subarray(begin, end)));
    }
  }

  private giveOthers(data: Buffer): void {
    this.others.forEach(other => other.call(this.stream, data));
  }
}

/** Where the message ends that begins here, or its header, where that is not all there yet. */
function endOfMessage(bytes: Buffer, begin: number, end: number): number {
  return end - begin < HEADER
    ? begin + HEADER
    : begin + 1 + bytes.readUInt32BE(begin + 1);
}

/** Frees what nobody else has a part of, as nobody has of what a socket has read. */
function release({ buffer, byteLength }: Buffer): void {
  if (buffer.byteLength === byteLength) {
    releaseMemory(buffer);
  }
}
