// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { CopyDataTap } from './CopyDataTap';

function message(kind: string, content: string): Buffer {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(content));
  bytes.write(kind, 0);
  bytes.writeUInt32BE(bytes.length - 1, 1);
  bytes.write(content, 5);
  return bytes;
}

/** More than is kept of most. */
const LONG = 'yz'.repeat(5_000);

const MESSAGES = [
  message('C', 'BEGIN'),
  message('H', 'copy'),
  message('d', 'one'),
  message('d', ''),
  message('N', 'a notice in between'),
  message('d', 'x'.repeat(700)),
  message('d', LONG),
  message('c', ''),
  message('Z', 'T'),
];
const ALL = Buffer.concat(MESSAGES);
const TAKEN = ['one', '', 'x'.repeat(700), LONG];
const OTHERS = Buffer.concat(MESSAGES.filter(bytes => bytes[0] !== 0x64));

/** In memory of its own, as a socket reads it. */
const own = (bytes: Buffer) => {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
};
const isFreed = ({ buffer }: Buffer) =>
  (buffer as ArrayBuffer & { readonly detached: boolean }).detached;

function opened() {
  const stream = new Readable({ read() {} });
  const others: Buffer[] = [];
  const taken: string[] = [];
  stream.on('data', data => others.push(Buffer.from(data)));
  const tap = CopyDataTap.on(stream, (bytes, begin, end) =>
    taken.push(bytes.toString('utf8', begin, end)),
  );
  return {
    stream,
    tap,
    taken,
    others: () => Buffer.concat(others),
    send: (data: Buffer) => stream.emit('data', data),
  };
}

describe('CopyDataTap', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 11, 64, 700, 10_000])(
    'takes data, and gives others the rest, in parts of %d bytes',
    size => {
      const { send, taken, others } = opened();
      for (let at = 0; at < ALL.length; at += size) {
        send(own(ALL.subarray(at, at + size)));
      }
      expect(taken).toEqual(TAKEN);
      expect(others()).toEqual(OTHERS);
    },
  );

  it('gives whole messages to others', () => {
    const { stream, send } = opened();
    const seen: string[] = [];
    const before = stream.listeners('data');
    expect(before).toHaveLength(1);
    stream.removeAllListeners('data');
    stream.on('data', data => seen.push(String(data)));
    const tap = CopyDataTap.on(stream, () => {});
    for (const byte of ALL) {
      send(own(Buffer.from([byte])));
    }
    tap.end();
    expect(seen).toEqual(
      MESSAGES.filter(bytes => bytes[0] !== 0x64).map(String),
    );
  });

  it('leaves everything to others once it has ended, be it in the middle', () => {
    const { stream, tap, send, taken, others } = opened();
    stream.once('end', () => {});
    const [first, second] = [message('d', 'first'), message('d', 'second')];
    const end = message('Z', 'I');
    const ends = CopyDataTap.on(stream, () => ends.end());
    // The tap on the tap ends with its first data: the rest is the other's.
    send(own(Buffer.concat([first, second, end])));
    expect(taken).toEqual(['second']);
    tap.end();
    tap.end();
    send(own(Buffer.concat([first, end])));
    expect(others()).toEqual(Buffer.concat([end, first, end]));
    expect(stream.listenerCount('data')).toBe(1);
  });

  it('gives others what has begun when it is given up', () => {
    const { tap, send, others } = opened();
    const bytes = message('d', 'long'.repeat(20));
    send(own(bytes.subarray(0, 30)));
    expect(others()).toHaveLength(0);
    tap.end();
    send(own(bytes.subarray(30)));
    expect(others()).toEqual(bytes);
  });

  it('frees the memory of what it has taken, and no other', () => {
    const { send, tap } = opened();
    const whole = own(ALL);
    const part = own(ALL.subarray(0, 50));
    const shared = Buffer.concat([ALL, ALL]).subarray(0, ALL.length);
    send(whole);
    send(shared);
    send(part);
    expect([whole, shared, part].map(isFreed)).toEqual([true, false, true]);
    tap.end();
    const late = own(ALL);
    send(late);
    expect(isFreed(late)).toBe(false);
  });
});
