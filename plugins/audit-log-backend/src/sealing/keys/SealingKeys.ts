// SPDX-License-Identifier: Apache-2.0
import {
  parseCheckpoint,
  SigningKey,
  VerifierKey,
  verifyCheckpoint,
  type Checkpoint,
} from 'backstage-plugin-audit-log-verify';

/** The keys that checkpoints are signed with, and those that are believed for checkpoints of before. */
export class SealingKeys {
  static of(options: {
    readonly signing: readonly SigningKey[];
    readonly retired?: readonly VerifierKey[];
  }): SealingKeys {
    return new SealingKeys(options.signing, options.retired ?? []);
  }

  /** By name: our own keys as they are called when the log has another origin. */
  private readonly renamed = new Map<string, readonly VerifierKey[]>();

  private constructor(
    /** Each signs every checkpoint. Empty where there is no key to be had, and nothing can be signed. */
    readonly signing: readonly SigningKey[],
    readonly retired: readonly VerifierKey[],
  ) {}

  /**
   * What a checkpoint says, and who of those that are believed has signed it; nobody, when no such key has. Throws as
   * `verifyCheckpoint` does.
   */
  verify(note: string): {
    readonly checkpoint: Checkpoint;
    readonly signedBy: readonly VerifierKey[];
  } {
    const names = parseCheckpoint(note).signatures.map(({ name }) => name);
    return verifyCheckpoint(note, this.believed(names));
  }

  /** Whether checkpoints signed with this key are believed. */
  believes(key: VerifierKey): boolean {
    return this.believed([key.name]).some(({ text }) => text === key.text);
  }

  /** The keys that are believed, our own under these names besides their present one: the origin of a log may change. */
  believed(names: Iterable<string> = []): readonly VerifierKey[] {
    const own = [...new Set([...this.signing.map(key => key.name), ...names])];
    return [...own.flatMap(name => this.named(name)), ...this.retired];
  }

  private named(name: string): readonly VerifierKey[] {
    let keys = this.renamed.get(name);
    if (!keys) {
      keys = this.signing.map(key =>
        VerifierKey.parse(SigningKey.fromPem(name, key.toPem()).verifier),
      );
      this.renamed.set(name, keys);
    }
    return keys;
  }
}
