// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LedgerProcessTask } from './ledgerProcess';

/** A process that appends events to a ledger. */
export interface LedgerProcess {
  /** Ids of the events whose append has resolved in it. */
  readonly acknowledged: readonly string[];
  /** Resolves once so many are acknowledged, or all are appended; rejects if the process ends before. */
  progress(count: number): Promise<void>;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Lets it end in order. */
  end(): Promise<void>;
}

/** Starts `ledgerProcess.ts` in a Node process of its own. */
export function startLedgerProcess(task: LedgerProcessTask): LedgerProcess {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'ledgerProcess.ts'),
      JSON.stringify(task),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  let complaints = '';
  child.stderr.on('data', data => (complaints += data));

  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  let done = false;
  lines.on('line', line => {
    if (line === 'done') {
      done = true;
    } else {
      acknowledged.push(line);
    }
  });

  return {
    acknowledged,
    progress: async count => {
      while (acknowledged.length < count && !done) {
        const code = child.exitCode ?? child.signalCode;
        if (code !== null) {
          throw new Error(`The process ended (${code}): ${complaints}`);
        }
        await Promise.race([once(lines, 'line'), exited]);
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    end: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
