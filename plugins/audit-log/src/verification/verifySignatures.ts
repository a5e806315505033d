// SPDX-License-Identifier: Apache-2.0
import type { SealingKey } from 'backstage-plugin-audit-log-common';
import { fromBase64, toHex, utf8, concat, type Bytes } from './bytes';
import type { SignedCheckpoint } from './parseCheckpoint';
import { sha256 } from './sha256';

/** The type of Ed25519 keys in signed notes. */
const ED25519 = 1;

/** What became of the signatures below a checkpoint. */
export type SignatureState =
  /** At least one key that is known has signed it, and no such signature is wrong. */
  | { readonly state: 'signed'; readonly keyIds: readonly string[] }
  /** A signature that a key should have made was not made by it. */
  | { readonly state: 'wrong'; readonly keyIds: readonly string[] }
  /** No key that is known. */
  | { readonly state: 'unknown-key'; readonly keyIds: readonly string[] }
  /** This browser does not know how such signatures are checked. */
  | { readonly state: 'unsupported' };

/** Checks what is signed below a checkpoint with keys; those that the server itself does not know count for nothing. */
export async function verifySignatures(
  checkpoint: SignedCheckpoint,
  keys: readonly SealingKey[],
): Promise<SignatureState> {
  const known = new Map<string, Bytes>();
  for (const { state, verifier } of keys) {
    if (state !== 'unknown') {
      const { name, id, key } = await parseVerifier(verifier);
      known.set(`${name} ${id}`, key);
    }
  }
  const keyIds: string[] = [];
  for (const { name, keyId, signature } of checkpoint.signatures) {
    const key = known.get(`${name} ${keyId}`);
    if (!key) {
      continue;
    }
    const isRight = await verifyEd25519(key, signature, checkpoint.body);
    if (isRight === undefined) {
      return { state: 'unsupported' };
    }
    if (!isRight) {
      return { state: 'wrong', keyIds: [keyId] };
    }
    keyIds.push(keyId);
  }
  return keyIds.length > 0
    ? { state: 'signed', keyIds }
    : {
        state: 'unknown-key',
        keyIds: checkpoint.signatures.map(({ keyId }) => keyId),
      };
}

/** Reads a verifier key of C2SP signed-note: name+hash+base64(type and key). Throws when the hash is not of the key. */
async function parseVerifier(verifier: string): Promise<{
  readonly name: string;
  readonly id: string;
  readonly key: Bytes;
}> {
  const [, name, id, encoded] =
    verifier.match(/^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (!bytes || bytes[0] !== ED25519 || bytes.length !== 33) {
    throw new Error('A key of the portal cannot be read');
  }
  const hash = await sha256(concat(utf8(`${name}\n`), bytes));
  if (toHex(hash.subarray(0, 4)) !== id) {
    throw new Error(`The key ${id} of the portal is another than it says`);
  }
  return { name, id, key: bytes.slice(1) };
}

/** Undefined where the browser does not know Ed25519. */
async function verifyEd25519(
  key: Bytes,
  signature: Bytes,
  body: string,
): Promise<boolean | undefined> {
  const algorithm = { name: 'Ed25519' };
  let imported: CryptoKey;
  try {
    imported = await crypto.subtle.importKey('raw', key, algorithm, false, [
      'verify',
    ]);
  } catch (error: unknown) {
    if ((error as { name?: unknown })?.name === 'NotSupportedError') {
      return undefined;
    }
    throw error;
  }
  return crypto.subtle.verify(algorithm, imported, signature, utf8(body));
}
