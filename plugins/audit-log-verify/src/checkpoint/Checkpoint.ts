// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from './base64';

/**
 * A statement of the size and root of a tree, C2SP tlog-checkpoint.
 *
 * @public
 */
export interface Checkpoint {
  /** Whose tree it is, such as `portal.example.com/audit-log`. */
  readonly origin: string;
  /** How many leaves. */
  readonly size: number;
  readonly root: Buffer;
  /** When it was made, RFC 3339 in UTC with milliseconds; the one extension line. */
  readonly time?: string;
}

const TIME = 'time ';

/** The text of a checkpoint, which is what is signed. */
export function checkpointBody(checkpoint: Checkpoint): string {
  const { origin, size, root, time } = checkpoint;
  if (origin === '' || origin.includes('\n')) {
    throw new Error(`A checkpoint cannot be of the origin '${origin}'`);
  }
  const lines = [origin, `${size}`, root.toString('base64')];
  if (time !== undefined) {
    lines.push(`${TIME}${time}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The checkpoint of such a text. Extension lines that are not known are no error. */
export function parseCheckpointBody(body: string): Checkpoint {
  const lines = body.slice(0, -1).split('\n');
  const [origin, size, encoded, ...extensions] = lines;
  const root = decodeBase64(encoded ?? '');
  if (
    lines.some(line => line === '') ||
    !/^(0|[1-9][0-9]*)$/.test(size ?? '') ||
    !Number.isSafeInteger(Number(size)) ||
    root?.length !== 32
  ) {
    throw new Error('The note is no checkpoint: origin, size and root');
  }
  const time = extensions.find(line => line.startsWith(TIME));
  return {
    origin,
    size: Number(size),
    root,
    ...(time !== undefined && { time: time.slice(TIME.length) }),
  };
}
