// SPDX-License-Identifier: Apache-2.0
import type { ExportTarget } from './ExportTarget';

/** The part of the File System Access API (WICG) that is used; TypeScript does not know it yet. */
interface WindowWithPicker {
  showSaveFilePicker?(options: {
    readonly suggestedName: string;
  }): Promise<{ createWritable(): Promise<WritableFile> }>;
}

interface WritableFile {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** Writes to a file on the viewer's disk as the bytes arrive, for exports too large to gather first. */
export class DiskTarget implements ExportTarget {
  static isAvailable(): boolean {
    return (
      typeof (window as WindowWithPicker).showSaveFilePicker === 'function'
    );
  }

  /** Asks the viewer for a place; has to be called from a click. Rejects with AbortError when there is none. */
  static async ask(fileName: string): Promise<DiskTarget> {
    const handle = await (window as WindowWithPicker).showSaveFilePicker!({
      suggestedName: fileName,
    });
    return new DiskTarget(await handle.createWritable());
  }

  private constructor(private readonly file: WritableFile) {}

  write(bytes: Uint8Array): Promise<void> {
    return this.file.write(bytes);
  }

  finish(): Promise<void> {
    return this.file.close();
  }

  abandon(): Promise<void> {
    return this.file.abort();
  }
}
