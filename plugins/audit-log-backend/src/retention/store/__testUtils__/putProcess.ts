// SPDX-License-Identifier: Apache-2.0
import { DirectoryStore } from '../DirectoryStore';

export interface PutProcessTask {
  readonly directory: string;
  /** Names of files in the archive, and paths to put there. */
  readonly puts: readonly (readonly [name: string, path: string])[];
  /** After so long it is ended without warning: by itself, so that nobody's being slow gives it more time. */
  readonly diesAfterMs?: number;
}

/** Puts files into an archive one after the other, and writes for each `put`, or name and message of the error. */
async function run(task: PutProcessTask): Promise<void> {
  const { directory, puts, diesAfterMs } = task;
  const store = DirectoryStore.create({ directory });
  process.stdout.write('begun\n');
  if (diesAfterMs !== undefined) {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), diesAfterMs);
  }
  for (const [name, path] of puts) {
    const said = await store.put(name, path).then(
      () => 'put',
      error => `${error.name}: ${error.message}`,
    );
    process.stdout.write(`${said}\n`);
  }
}

run(JSON.parse(process.argv[2])).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
