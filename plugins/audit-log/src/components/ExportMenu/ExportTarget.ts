// SPDX-License-Identifier: Apache-2.0

/** Where the bytes of an export go. */
export interface ExportTarget {
  write(bytes: Uint8Array): Promise<void>;
  /** The export is whole: make it a file of the viewer's. */
  finish(): Promise<void>;
  /** The export is not whole: leave nothing behind that looks as if it were. */
  abandon(): Promise<void>;
}
