// SPDX-License-Identifier: Apache-2.0
import { randomEvents } from '../../../query/__testUtils__/randomEvents';
import { seededRandom } from '../../../query/__testUtils__/seededRandom';
import { DuckDbEventFiles } from '../DuckDbEventFiles';
import { inBatches, sealedEvents } from './sealedEvents';

export interface WriteProcessTask {
  readonly directory: string;
  /** By path, how many events are to be in a file. */
  readonly files: readonly (readonly [path: string, events: number])[];
}

/** Writes files one after the other, and says for each `written`, or name and message of the error. */
async function run(task: WriteProcessTask): Promise<void> {
  const { directory } = task;
  const files = DuckDbEventFiles.create({ directory, memory: '256MB' });
  const { signal } = new AbortController();
  for (const [path, count] of task.files) {
    const events = sealedEvents(randomEvents(seededRandom(count), count));
    const said = await files.write(path, inBatches(events), signal).then(
      () => 'written',
      error => `${error.name}: ${error.message}`,
    );
    process.stdout.write(`${said.split('\n')[0]}\n`);
  }
  await files.close();
}

run(JSON.parse(process.argv[2])).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
