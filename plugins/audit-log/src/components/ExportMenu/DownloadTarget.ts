// SPDX-License-Identifier: Apache-2.0
import type { ExportTarget } from './ExportTarget';

/** Blobs lie outside the page's own memory, where the browser may move them to disk. */
const BYTES_PER_BLOB = 4 * 1024 * 1024;

/** Gathers the file and hands it to the browser as a download. */
export class DownloadTarget implements ExportTarget {
  static create(options: {
    readonly fileName: string;
    readonly type: string;
  }): DownloadTarget {
    return new DownloadTarget(options.fileName, options.type);
  }

  #blobs: Blob[] = [];
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  private constructor(
    private readonly fileName: string,
    private readonly type: string,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.byteLength;
    if (this.#pendingBytes >= BYTES_PER_BLOB) {
      this.#seal();
    }
  }

  async finish(): Promise<void> {
    this.#seal();
    const url = URL.createObjectURL(new Blob(this.#blobs, { type: this.type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = this.fileName;
    link.click();
    // The browser has to open the URL before it is taken back; a minute is far more than it needs.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    this.#blobs = [];
  }

  async abandon(): Promise<void> {
    this.#blobs = [];
    this.#pending = [];
  }

  #seal(): void {
    this.#blobs.push(new Blob(this.#pending as BlobPart[]));
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}
