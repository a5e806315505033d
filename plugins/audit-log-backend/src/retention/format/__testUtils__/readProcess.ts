// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../query/__testUtils__/seededRandom';
import { DuckDbEventFiles } from '../DuckDbEventFiles';

export interface ReadProcessTask {
  readonly directory: string;
  /** A good file in it. */
  readonly file: string;
  readonly seed: number;
  readonly rounds: number;
}

/** How much may be wrong with a file before it takes as long to find out. */
const PATIENCE_MS = 60_000;

/** Changes bytes of a copy of a file and reads it, again and again, and says for each round how that ended. */
async function run(task: ReadProcessTask): Promise<void> {
  const { directory, file, seed, rounds } = task;
  const files = DuckDbEventFiles.create({ directory, memory: '256MB' });
  const good = readFileSync(join(directory, file));
  const damaged = join(directory, 'damaged.parquet');
  const random = seededRandom(seed);
  // What tells where everything is, is a small part of a file.
  const footer = good.length - 8 - good.readUInt32LE(good.length - 8);
  for (let round = 0; round < rounds; round++) {
    const bytes = Buffer.from(good);
    for (let change = 0; change <= random.below(3); change++) {
      const from = random.chance(0.5) ? footer : 0;
      const at = from + random.below(bytes.length - from);
      bytes[at] = random.chance(0.5)
        ? bytes[at] ^ (1 << random.below(8))
        : random.below(256);
    }
    writeFileSync(damaged, bytes);
    const endings = [
      await endingOf(async signal => {
        for await (const batch of files.read(damaged, { signal })) {
          batch.length.toString();
        }
      }),
      await endingOf(async signal => {
        const text = `SELECT count(*), max(occurred_at), list(DISTINCT action), max(meta) FROM events`;
        await files.query([damaged], { text, bindings: [] }, signal);
      }),
    ];
    process.stdout.write(`${endings.join(', ')}\n`);
  }
  await files.close();
}

async function endingOf(
  work: (signal: AbortSignal) => Promise<void>,
): Promise<string> {
  return work(AbortSignal.timeout(PATIENCE_MS)).then(
    () => 'read',
    error => (error.name === 'DamagedFileError' ? error.name : `${error}`),
  );
}

run(JSON.parse(process.argv[2])).catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 1;
});
