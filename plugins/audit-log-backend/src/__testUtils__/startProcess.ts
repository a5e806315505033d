// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';

const CACHE = join(__dirname, '../../node_modules/.cache/processes');
/** What is native, or finds its parts by itself. */
const EXTERNAL = [
  '@duckdb/node-api',
  'better-sqlite3',
  'knex',
  'pg',
  '@backstage/backend-defaults',
  '@backstage/backend-test-utils',
];
const bundles = new Map<string, string>();

/** Makes one file of a program, once: each start would else transform and load hundreds, for seconds. */
function bundle(file: string): string {
  const known = bundles.get(file);
  if (known) {
    return known;
  }
  mkdirSync(CACHE, { recursive: true });
  const made = join(CACHE, `${basename(file, '.ts')}-${process.pid}.cjs`);
  const { status, stderr } = spawnSync(require.resolve('esbuild/bin/esbuild'), [
    file,
    '--bundle',
    '--platform=node',
    '--log-level=error',
    `--outfile=${made}`,
    ...EXTERNAL.map(name => `--external:${name}`),
  ]);
  if (status !== 0) {
    throw new Error(`${file} could not be bundled: ${stderr}`);
  }
  bundles.set(file, made);
  return made;
}

/** A Node process of its own. */
export interface StartedProcess {
  /** What it has written so far. */
  readonly lines: readonly string[];
  /** What it has written to its standard error. */
  readonly complaints: string;
  /** Resolves once what it has written is as expected; rejects if it ends before. */
  until(isExpected: (lines: readonly string[]) => boolean): Promise<void>;
  /** Writes a line to its standard input. */
  tell(line: string): void;
  /** Sends it a signal that does not end it. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Resolves when it has ended by itself. */
  dead(): Promise<void>;
  /** Ends its input, and resolves when it has ended. */
  end(): Promise<void>;
}

/** Runs a TypeScript file, which is given the task as JSON. */
export function startProcess(
  file: string,
  task: object,
  options: {
    /** A command that runs another one, with its arguments. */
    readonly under?: readonly string[];
  } = {},
): StartedProcess {
  const [command, ...args] = [
    ...(options.under ?? []),
    process.execPath,
    bundle(file),
    JSON.stringify(task),
  ];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  // Not when it has exited: what it wrote last may not have been read by then.
  const ended = once(child, 'close');
  let hasEnded = false;
  child.once('close', () => {
    hasEnded = true;
  });
  let complaints = '';
  child.stderr.on('data', data => (complaints += data));
  const lines: string[] = [];
  const reading = createInterface({ input: child.stdout });
  reading.on('line', line => lines.push(line));
  return {
    lines,
    get complaints() {
      return complaints;
    },
    until: async isExpected => {
      while (!isExpected(lines)) {
        if (hasEnded) {
          const code = child.exitCode ?? child.signalCode;
          throw new Error(`The process ended (${code}): ${complaints}`);
        }
        await Promise.race([once(reading, 'line'), ended]);
      }
    },
    tell: line => {
      child.stdin.write(`${line}\n`);
    },
    signal: name => {
      child.kill(name);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    dead: async () => {
      await ended;
    },
    end: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
