// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { LedgerProcessTask } from './ledgerProcess';
import { startProcess } from './startProcess';

const DONE = 'done';

/** A process that appends events to a ledger. */
export interface LedgerProcess {
  /** Ids of the events whose append has resolved in it. */
  readonly acknowledged: readonly string[];
  /** Resolves once so many are acknowledged, or all are appended; rejects if the process ends before. */
  progress(count: number): Promise<void>;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself. */
  dead(): Promise<void>;
  /** Lets it end in order. */
  end(): Promise<void>;
}

/** Starts `ledgerProcess.ts`, or another program that is told the same and says the same, in a Node process of its own. */
export function startLedgerProcess(
  task: LedgerProcessTask,
  program: string = join(__dirname, 'ledgerProcess.ts'),
): LedgerProcess {
  const { lines, until, kill, end, dead } = startProcess(program, task);
  return {
    get acknowledged() {
      return lines.filter(line => line !== DONE);
    },
    progress: count =>
      until(written => written.length >= count || written.at(-1) === DONE),
    kill,
    dead,
    end,
  };
}
