// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A Node process of its own. */
export interface StartedProcess {
  /** What it has written so far. */
  readonly lines: readonly string[];
  /** Resolves once what it has written is as expected; rejects if it ends before. */
  until(isExpected: (lines: readonly string[]) => boolean): Promise<void>;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Ends its input, and resolves when it has ended. */
  end(): Promise<void>;
}

/** Runs a TypeScript file, which is given the task as JSON. */
export function startProcess(file: string, task: object): StartedProcess {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      file,
      JSON.stringify(task),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  let complaints = '';
  child.stderr.on('data', data => (complaints += data));
  const lines: string[] = [];
  const reading = createInterface({ input: child.stdout });
  reading.on('line', line => lines.push(line));
  return {
    lines,
    until: async isExpected => {
      while (!isExpected(lines)) {
        const code = child.exitCode ?? child.signalCode;
        if (code !== null) {
          throw new Error(`The process ended (${code}): ${complaints}`);
        }
        await Promise.race([once(reading, 'line'), exited]);
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
