// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Findings } from '../findings/Findings';
import type { ExportLine } from './ExportFormat';

/** Compares the last line of an export with what came before it. */
export class ManifestCheck {
  readonly #hash = createHash('sha256');
  #bytes = 0;
  #manifest: NonNullable<ExportLine['manifest']> | undefined;

  constructor(private readonly findings: Findings) {}

  get isThere(): boolean {
    return this.#manifest !== undefined;
  }

  /** Bytes of lines, before the manifest. */
  update(bytes: Buffer): void {
    if (!this.isThere) {
      this.#hash.update(bytes);
      this.#bytes += bytes.length;
    }
  }

  /** The manifest, once everything before it was given. */
  take(manifest: NonNullable<ExportLine['manifest']>): void {
    this.#manifest = manifest;
  }

  finish(events: number, checkpoint: string | undefined): void {
    const manifest = this.#manifest;
    if (manifest === undefined) {
      this.findings.add({
        kind: 'truncated',
        message: `The file ends after ${events} events without the manifest that every export ends with: it was cut off.`,
      });
      return;
    }
    const isSame =
      manifest.sha256 === this.#hash.digest('hex') &&
      manifest.bytes === this.#bytes &&
      manifest.checkpoint === checkpoint;
    if (!isSame || manifest.events !== events) {
      this.findings.add({
        kind: 'altered',
        message:
          manifest.events === events
            ? 'The file was changed after it was exported: it is not what its manifest has the hash of.'
            : `The file was changed after it was exported: it has ${events} events, its manifest says ${
                Number.isSafeInteger(manifest.events)
                  ? manifest.events
                  : 'nothing of how many'
              }.`,
      });
    }
  }
}
