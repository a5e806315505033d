// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib';

/**
 * What a journal file is made of, one after the other. Numbers are unsigned, little-endian.
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | marker, by which the next frame is found again behind damage |
 * | 4 | length of the content |
 * | 1 | kind: an entry, or what was lost |
 * | 1 | rank of the entry |
 * | 2 | nothing |
 * | 4 | CRC-32 (ISO 3309, as in gzip) of all of it but the marker and itself |
 * | … | content, JSON in UTF-8 |
 */
const MARKER = Buffer.from([0xa5, 0x41, 0x4a, 0x01]);
const HEADER = 16;
/** More than any entry has: a length beyond it is damage. */
export const LONGEST_CONTENT = 64 * 1024 * 1024;

export type FrameKind = 'entry' | 'lost';
const KINDS: readonly FrameKind[] = ['entry', 'lost'];

export interface Frame {
  readonly kind: FrameKind;
  /** What is lost first when there is no room: the lowest. From 0 to 255. */
  readonly rank: number;
  readonly content: string;
}

/** A frame and where it is: from `start` to `end`. */
export interface PlacedFrame extends Frame {
  readonly start: number;
  readonly end: number;
}

/** What is no frame, between frames or behind the last. */
export interface Damage {
  readonly start: number;
  readonly end: number;
}

export function sizeOfFrame({ content }: Frame): number {
  return HEADER + Buffer.byteLength(content);
}

export function encodeFrame({ kind, rank, content }: Frame): Buffer {
  const length = Buffer.byteLength(content);
  const bytes = Buffer.alloc(HEADER + length);
  MARKER.copy(bytes);
  bytes.writeUInt32LE(length, 4);
  bytes.writeUInt8(KINDS.indexOf(kind), 8);
  bytes.writeUInt8(rank, 9);
  bytes.write(content, HEADER);
  bytes.writeUInt32LE(checksum(bytes, 0, length), 12);
  return bytes;
}

/** The frame that begins at a place, if there is a whole one. */
export function frameAt(bytes: Buffer, start: number): PlacedFrame | undefined {
  if (
    start + HEADER > bytes.length ||
    !bytes.subarray(start, start + MARKER.length).equals(MARKER)
  ) {
    return undefined;
  }
  const length = bytes.readUInt32LE(start + 4);
  const kind = KINDS[bytes.readUInt8(start + 8)];
  const end = start + HEADER + length;
  if (
    !kind ||
    length > LONGEST_CONTENT ||
    end > bytes.length ||
    bytes.readUInt32LE(start + 12) !== checksum(bytes, start, length)
  ) {
    return undefined;
  }
  return {
    kind,
    rank: bytes.readUInt8(start + 9),
    content: bytes.toString('utf8', start + HEADER, end),
    start,
    end,
  };
}

/** All frames, and what is damaged. What is behind the last frame is what was being written when the process died. */
export function readFrames(bytes: Buffer): {
  readonly frames: readonly PlacedFrame[];
  readonly damages: readonly Damage[];
  /** Where the last frame ends. */
  readonly end: number;
} {
  const frames: PlacedFrame[] = [];
  const damages: Damage[] = [];
  let end = 0;
  for (let place = 0; place >= 0; ) {
    const frame = frameAt(bytes, place);
    if (!frame) {
      place = bytes.indexOf(MARKER, place + 1);
      continue;
    }
    if (frame.start > end) {
      damages.push({ start: end, end: frame.start });
    }
    frames.push(frame);
    end = frame.end;
    place = end < bytes.length ? end : -1;
  }
  return { frames, damages, end };
}

function checksum(bytes: Buffer, start: number, length: number): number {
  const head = crc32(bytes.subarray(start + 4, start + 12));
  return crc32(bytes.subarray(start + HEADER, start + HEADER + length), head);
}
