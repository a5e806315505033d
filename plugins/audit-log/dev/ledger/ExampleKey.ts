// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint, SealingKey } from 'backstage-plugin-audit-log-common';
import {
  concat,
  toBase64,
  toHex,
  utf8,
  type Bytes,
} from '../../src/verification/bytes';
import { sha256 } from '../../src/verification/sha256';

const NAME = 'portal.example.org/audit-log';
const ED25519 = { name: 'Ed25519' };

/** A key that signs checkpoints, made for this page. */
export class ExampleKey {
  static async create(): Promise<ExampleKey> {
    const pair = (await crypto.subtle.generateKey(ED25519, true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const exported = await crypto.subtle.exportKey('raw', pair.publicKey);
    const bytes = concat(Uint8Array.of(1), new Uint8Array(exported));
    const hash = await sha256(utf8(`${NAME}\n`), bytes);
    return new ExampleKey(pair.privateKey, bytes, hash.slice(0, 4));
  }

  private constructor(
    private readonly key: CryptoKey,
    private readonly publicKey: Bytes,
    private readonly hash: Bytes,
  ) {}

  get sealingKey(): SealingKey {
    const id = toHex(this.hash);
    const verifier = `${NAME}+${id}+${toBase64(this.publicKey)}`;
    return { id, verifier, state: 'signing' };
  }

  async sign(size: number, root: Bytes, sealedAt: string): Promise<Checkpoint> {
    const body = `${NAME}\n${size}\n${toBase64(root)}\ntime ${sealedAt}\n`;
    const signature = new Uint8Array(
      await crypto.subtle.sign(ED25519, this.key, utf8(body)),
    );
    const line = `\u2014 ${NAME} ${toBase64(concat(this.hash, signature))}\n`;
    return { size, root: toBase64(root), sealedAt, note: `${body}\n${line}` };
  }
}
