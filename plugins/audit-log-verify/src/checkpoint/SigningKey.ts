// SPDX-License-Identifier: Apache-2.0
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { keyHash, requireKeyName } from './keyHash';
import { VerifierKey } from './VerifierKey';

/**
 * An Ed25519 key that signs checkpoints under a name, as C2SP signed-note has it.
 *
 * @public
 */
export class SigningKey {
  /** First four bytes of the hash of name and public key, 8 hexadecimal digits. */
  readonly id: string;
  /** The verifier key: name+id+public key. */
  readonly verifier: string;

  private constructor(readonly name: string, private readonly key: KeyObject) {
    const publicKey = createPublicKey(key).export({ format: 'jwk' });
    const bytes = Buffer.from(publicKey.x!, 'base64url');
    this.id = keyHash(name, bytes).toString('hex');
    this.verifier = VerifierKey.of(name, bytes).text;
  }

  static generate(name: string): SigningKey {
    requireKeyName(name);
    return new SigningKey(name, generateKeyPairSync('ed25519').privateKey);
  }

  /** A key from PKCS#8 in PEM, such as `openssl genpkey -algorithm ed25519` makes. */
  static fromPem(name: string, pem: string): SigningKey {
    requireKeyName(name);
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') {
      throw new Error(
        `Checkpoints are signed with Ed25519, but the key is one of ${key.asymmetricKeyType}`,
      );
    }
    return new SigningKey(name, key);
  }

  toPem(): string {
    return this.key.export({ type: 'pkcs8', format: 'pem' }).toString();
  }

  /** The signature line for a text, with the newline at its end. */
  sign(body: string): string {
    const signature = sign(null, Buffer.from(body), this.key);
    const bytes = Buffer.concat([Buffer.from(this.id, 'hex'), signature]);
    return `\u2014 ${this.name} ${bytes.toString('base64')}\n`;
  }
}
