// SPDX-License-Identifier: Apache-2.0

/** Which database the plugins of a portal keep their things in. */
export type PortalDatabase =
  | {
      readonly client: 'pg';
      readonly server: string;
      readonly prefix: string;
    }
  | { readonly client: 'better-sqlite3'; readonly directory: string };

/** A Backstage backend to start. */
export interface PortalTask {
  readonly port: number;
  readonly database: PortalDatabase;
  /** Who audits: Backstage's own auditor, or ours, which keeps writing the same lines. */
  readonly audit: 'stock' | 'recorded';
  /** Where log lines go: all of them, or errors only. */
  readonly logFile: string;
  readonly logLevel: 'info' | 'error';
  /** A folder for the journal. */
  readonly journal: string;
  /** Below `auditLog` in the configuration. */
  readonly auditLog?: object;
}

export interface ReportedActivity {
  readonly seconds: number;
  /** What all threads of the process took of the processors meanwhile, in seconds. */
  readonly cpuSeconds: number;
}

/** What is asked of a portal besides HTTP. */
export type PortalCommands = {
  /**
   * Reports operations of made-up activity to the auditor, so many at a time, and waits until the ledger has committed
   * all of them.
   */
  report(input: {
    readonly operations: number;
    readonly atOnce: number;
    readonly seed: number;
  }): Promise<ReportedActivity>;
  /**
   * Percentiles of the milliseconds that requests have spent on being audited, from the call of `createEvent` to the
   * return of `success`, since this was asked last.
   */
  auditingTimes(
    input: null,
  ): Promise<{ readonly p50: number; readonly p99: number }>;
  /** Lets the growth of memory be counted from now on. */
  watchMemory(input: null): Promise<void>;
  /** How far the memory of the process has grown at most since then, in bytes. */
  memoryGrowth(input: null): Promise<number>;
};
