// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from './base64';

/** A signature of a note: whose it says it is, and the bytes. */
export interface NoteSignature {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Buffer;
}

/** More text or signatures than this is no checkpoint: a verifier must not be kept busy by whoever wrote it. */
const MOST_CHARACTERS = 100_000;
const MOST_SIGNATURES = 64;
const SIGNATURE = /^\u2014 ([^\s+]+) (\S+)$/u;

/** The text of a note, C2SP signed-note, and its signatures, none of them checked yet. Throws when it is no note. */
export function parseNote(note: string): {
  body: string;
  signatures: readonly NoteSignature[];
} {
  const end = note.lastIndexOf('\n\n');
  // eslint-disable-next-line no-control-regex
  const isText = !/[\u0000-\u0009\u000b-\u001f]/.test(note);
  if (note.length > MOST_CHARACTERS || !isText || end < 0) {
    throw new Error('This is no signed note');
  }
  const lines = note.slice(end + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0) {
    throw new Error('A signed note ends with signatures, each on its line');
  }
  if (lines.length > MOST_SIGNATURES) {
    throw new Error(`A note with more than ${MOST_SIGNATURES} signatures`);
  }
  return {
    body: note.slice(0, end + 1),
    signatures: lines.map(parseSignature),
  };
}

function parseSignature(line: string): NoteSignature {
  const [, name, encoded] = SIGNATURE.exec(line) ?? [];
  const bytes = decodeBase64(encoded ?? '');
  if (bytes === undefined || bytes.length < 5) {
    throw new Error(`'${line}' is no signature of a note`);
  }
  return {
    name,
    keyId: bytes.toString('hex', 0, 4),
    signature: bytes.subarray(4),
  };
}
