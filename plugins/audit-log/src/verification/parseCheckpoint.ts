// SPDX-License-Identifier: Apache-2.0
import { fromBase64, toHex, type Bytes } from './bytes';

/** A signature below a note: whose, by name and by hash of the key. */
export interface NoteSignature {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Bytes;
}

/** A statement of the size and root of the ledger, and who signed it. */
export interface SignedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  /** RFC 3339; when it was signed. */
  readonly time?: string;
  /** What is signed. */
  readonly body: string;
  readonly signatures: readonly NoteSignature[];
}

const SIGNATURE = /^\u2014 (\S+) (\S+)$/;

/** Reads a checkpoint (C2SP tlog-checkpoint) out of a signed note (C2SP signed-note). Throws when it is none. */
export function parseCheckpoint(note: string): SignedCheckpoint {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) {
    throw new Error('The checkpoint is not a signed note');
  }
  const body = note.slice(0, end + 1);
  const [origin, size, root, ...extensions] = body.split('\n');
  if (!origin || !/^(0|[1-9]\d*)$/.test(size) || !root) {
    throw new Error('The checkpoint has no origin, size and root');
  }
  return {
    origin,
    size: Number(size),
    root: fromBase64(root),
    time: extensions
      .find(line => line.startsWith('time '))
      ?.slice('time '.length),
    body,
    signatures: note
      .slice(end + 2, -1)
      .split('\n')
      .map(signatureOf),
  };
}

function signatureOf(line: string): NoteSignature {
  const [, name, encoded] = line.match(SIGNATURE) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (!bytes || bytes.length <= 4) {
    throw new Error('A line below the checkpoint is not a signature');
  }
  return {
    name,
    keyId: toHex(bytes.subarray(0, 4)),
    signature: bytes.slice(4),
  };
}
