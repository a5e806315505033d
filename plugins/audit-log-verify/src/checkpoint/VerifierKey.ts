// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { decodeBase64 } from './base64';
import { ED25519, keyHash, requireKeyName } from './keyHash';

/**
 * A public key in the form of C2SP signed-note: name+hash+base64(0x01 ‖ Ed25519 public key).
 *
 * @public
 */
export class VerifierKey {
  private constructor(
    readonly name: string,
    /** 8 hexadecimal digits. */
    readonly id: string,
    readonly text: string,
    private readonly key: KeyObject,
  ) {}

  static of(name: string, publicKey: Buffer): VerifierKey {
    requireKeyName(name);
    const id = keyHash(name, publicKey).toString('hex');
    const encoded = Buffer.concat([Buffer.from([ED25519]), publicKey]);
    return new VerifierKey(
      name,
      id,
      `${name}+${id}+${encoded.toString('base64')}`,
      createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
        format: 'jwk',
      }),
    );
  }

  /** Throws when the text is no such key, or its hash is not that of the key. */
  static parse(text: string): VerifierKey {
    const [, name, id, encoded] =
      /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
    const bytes = decodeBase64(encoded ?? '');
    if (bytes?.length !== 33 || bytes[0] !== ED25519) {
      throw new Error(
        `'${text}' is no verifier key: name+hash+base64 of an Ed25519 key`,
      );
    }
    const key = VerifierKey.of(name, bytes.subarray(1));
    if (key.id !== id) {
      throw new Error(
        `The hash in the verifier key '${text}' is not that of the key`,
      );
    }
    return key;
  }

  /** Whether a signature, without the id before it, is by this key over the text. */
  hasSigned(body: string, signature: Uint8Array): boolean {
    return verify(null, Buffer.from(body), this.key, signature);
  }
}
