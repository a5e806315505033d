// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib';

/**
 * What a journal file is made of, one after the other. Numbers are unsigned, little-endian.
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | marker, by which the next frame is found again behind damage |
 * | 4 | length of the content |
 * | 1 | kind |
 * | 1 | rank of the entry |
 * | 1 | 1 when what it ends was begun in the same file |
 * | 1 | nothing |
 * | 4 | CRC-32 (ISO 3309, as in gzip) of all of it but the marker and itself |
 * | … | content, in UTF-8: a key and a space where there is a key, and JSON |
 */
const MARKER = Buffer.from([0xa5, 0x41, 0x4a, 0x01]);
const HEADER = 16;
const SPACE = 0x20;
/** More than any entry has: a length beyond it is damage. */
export const LONGEST_CONTENT = 64 * 1024 * 1024;

/**
 * - `entry`: what was appended.
 * - `lost`: how many entries there was no room for.
 * - `begin`: an entry that counts only if its key is not ended: what is on record of something that never ended.
 * - `end`: ends a key.
 * - `ending`: an entry that ends a key. It is one frame so that a crash leaves both or neither.
 * - `done`: all before a place of the same file is done. A file of an earlier version has none.
 */
export type FrameKind = 'entry' | 'lost' | 'begin' | 'end' | 'ending' | 'done';
const KINDS: readonly FrameKind[] = [
  'entry',
  'lost',
  'begin',
  'end',
  'ending',
  'done',
];
const KINDS_WITHOUT_KEY: readonly FrameKind[] = ['entry', 'lost', 'done'];

export interface Frame {
  readonly kind: FrameKind;
  /** What is lost first when there is no room: the lowest. From 0 to 255. */
  readonly rank: number;
  /** Of what is begun or ended. */
  readonly key?: string;
  /** Whether what it ends was begun in the same file: then neither is needed when that is written anew. */
  readonly endsHere?: boolean;
  readonly content: string;
  /** What the content was made of, while it is in memory. */
  readonly value?: unknown;
  /** Whether it was appended by this process, of what was read from a file. */
  readonly isOwn?: boolean;
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

/** Whether a frame is given out; the others say what becomes of it. */
export function isGivenOut({ kind }: Pick<Frame, 'kind'>): boolean {
  return kind === 'entry' || kind === 'ending' || kind === 'lost';
}

/** Whether a frame holds what was appended. */
export function isEntry({ kind }: Pick<Frame, 'kind'>): boolean {
  return kind === 'entry' || kind === 'ending';
}

export function sizeOfFrame({ key, content }: Frame): number {
  return HEADER + Buffer.byteLength(content) + (key ? key.length + 1 : 0);
}

/** At least as many bytes as frames take. */
export function mostBytesOf(frames: readonly Frame[]): number {
  let characters = 0;
  for (const { key, content } of frames) {
    characters += content.length + (key ? key.length + 1 : 0);
  }
  // UTF-8 takes at most three bytes for a UTF-16 code unit.
  return HEADER * frames.length + 3 * characters;
}

/** Frames as they are in a file, one after the other, and where they are when they begin at a place. */
export function encodeFrames(
  frames: readonly Frame[],
  start = 0,
): { readonly bytes: Buffer; readonly placed: readonly PlacedFrame[] } {
  let end = start;
  const placed = frames.map(frame => {
    const place = end;
    end += sizeOfFrame(frame);
    return placedAt(frame, place, end);
  });
  const bytes = Buffer.allocUnsafe(end - start);
  placed.forEach(frame => encodeFrame(frame, bytes, frame.start - start));
  return { bytes, placed };
}

/** Field by field: to spread them takes several times as long. */
function placedAt(frame: Frame, start: number, end: number): PlacedFrame {
  const { kind, rank, key, endsHere, content, value } = frame;
  return { kind, rank, key, endsHere, content, value, start, end };
}

function encodeFrame(frame: PlacedFrame, bytes: Buffer, at: number): void {
  const { kind, rank, key, endsHere, content, start, end } = frame;
  const length = end - start - HEADER;
  MARKER.copy(bytes, at);
  bytes.writeUInt32LE(length, at + 4);
  bytes.writeUInt8(KINDS.indexOf(kind), at + 8);
  bytes.writeUInt8(rank, at + 9);
  bytes.writeUInt16LE(endsHere ? 1 : 0, at + 10);
  let place = at + HEADER;
  if (key) {
    place += bytes.write(key, place);
    bytes[place++] = SPACE;
  }
  bytes.write(content, place);
  bytes.writeUInt32LE(checksum(bytes, at, length), at + 12);
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
    ...(bytes.readUInt8(start + 10) === 1 && { endsHere: true }),
    ...readContent(kind, bytes.toString('utf8', start + HEADER, end)),
    start,
    end,
  };
}

function readContent(
  kind: FrameKind,
  text: string,
): Pick<Frame, 'key' | 'content'> {
  if (KINDS_WITHOUT_KEY.includes(kind)) {
    return { content: text };
  }
  const space = text.indexOf(' ');
  return { key: text.slice(0, space), content: text.slice(space + 1) };
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
