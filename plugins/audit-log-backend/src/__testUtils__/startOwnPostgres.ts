// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(__dirname, '../../../../scripts/jest/postgresProcess.mjs');

/** A PostgreSQL of a test's own, which it can crash. */
export interface OwnPostgres {
  readonly connectionString: string;
  /** Ends it as a loss of its machine would. */
  crash(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const answer = async (): Promise<string> => {
    const [line] = await Promise.race([once(lines, 'line'), exited]);
    return String(line);
  };
  const tell = async (word: string) => {
    const answered = answer();
    child.stdin.write(`${word}\n`);
    await answered;
  };
  return {
    connectionString: await answer(),
    crash: () => tell('crash'),
    restart: () => tell('restart'),
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
