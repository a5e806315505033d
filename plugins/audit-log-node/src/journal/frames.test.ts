// SPDX-License-Identifier: Apache-2.0
import { encodeFrames, type Frame, readFrames } from './frames';

const FRAMES: readonly Frame[] = [
  { kind: 'entry', rank: 0, content: '' },
  { kind: 'entry', rank: 3, content: JSON.stringify({ text: '🦄 \u0001' }) },
  { kind: 'lost', rank: 0, content: '{}' },
  { kind: 'begin', rank: 1, key: 'key-1', content: '{"a b": 1}' },
  { kind: 'end', rank: 0, key: 'key-1', endsHere: true, content: '' },
  { kind: 'ending', rank: 2, key: 'key-2', content: '{"ß": 1}' },
  { kind: 'done', rank: 0, content: '1234' },
  { kind: 'entry', rank: 255, content: 'x'.repeat(100_000) },
];
const encoded = FRAMES.map(frame => encodeFrames([frame]).bytes);
const { bytes } = encodeFrames(FRAMES);
const SMALL = FRAMES.length - 1;

const plain = (frames: readonly Frame[]) =>
  frames.map(({ kind, rank, key, endsHere, content }) => ({
    kind,
    rank,
    ...(key && { key }),
    ...(endsHere && { endsHere }),
    content,
  }));

describe('frames', () => {
  it('come back as they were', () => {
    const read = readFrames(bytes);
    expect(plain(read.frames)).toEqual(FRAMES);
    expect(read).toMatchObject({ damages: [], end: bytes.length });
  });

  it('are where they are said to be', () => {
    const { placed } = encodeFrames(FRAMES, 100);
    expect(placed.map(({ start, end }) => [start, end])).toEqual(
      FRAMES.map((_, index) => [
        100 + offsetOf(index),
        100 + offsetOf(index + 1),
      ]),
    );
  });

  it('end where they were torn, wherever that is', () => {
    const small = Buffer.concat(encoded.slice(0, SMALL));
    for (let length = 0; length < small.length; length++) {
      const { frames, damages, end } = readFrames(small.subarray(0, length));
      const whole = encoded
        .slice(0, SMALL)
        .filter((_, index) => offsetOf(index + 1) <= length);
      expect(plain(frames)).toEqual(FRAMES.slice(0, whole.length));
      expect(damages).toEqual([]);
      expect(end).toBe(offsetOf(whole.length));
    }
  });

  it('go on behind damage, whichever bit it is', () => {
    const [start, end] = [offsetOf(1), offsetOf(2)];
    for (let bit = start * 8; bit < end * 8; bit++) {
      const damaged = Buffer.from(bytes);
      // eslint-disable-next-line no-bitwise
      damaged[bit >> 3] ^= 1 << (bit & 7);
      const read = readFrames(damaged);
      // Two bytes of each frame mean nothing and are in the checksum all the same.
      expect(plain(read.frames)).toEqual([FRAMES[0], ...FRAMES.slice(2)]);
      expect(read.damages).toEqual([{ start, end }]);
    }
  });

  it('are found in nothing but frames', () => {
    const noise = Buffer.alloc(100_000, encoded[0].subarray(0, 4));
    expect(readFrames(noise)).toEqual({ frames: [], damages: [], end: 0 });
    expect(readFrames(Buffer.alloc(0)).end).toBe(0);
    expect(plain(readFrames(Buffer.concat([noise, bytes])).frames)).toEqual(
      FRAMES,
    );
  });
});

function offsetOf(index: number): number {
  return encoded.slice(0, index).reduce((sum, each) => sum + each.length, 0);
}
