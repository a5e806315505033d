// SPDX-License-Identifier: Apache-2.0

/** Where a process has its archive, and what it works with. */
export interface ArchiveTask {
  readonly directory: string;
}

/** What was done with so many events, and how far the memory of the process has grown at most meanwhile, in bytes. */
export interface ArchiveWork {
  readonly events: number;
  readonly seconds: number;
  readonly growth: number;
}

export type ArchiveCommands = {
  /**
   * Moves the one month that is due out of the live table of a sealed ledger, as a run of retention does, but for the time in which
   * both places have it. Gives the name of the file besides.
   */
  archive(input: {
    readonly database: string;
    readonly keyFile: string;
  }): Promise<ArchiveWork & { readonly file: string }>;
  /** Reads all events of a file. */
  read(input: { readonly file: string }): Promise<ArchiveWork>;
};
