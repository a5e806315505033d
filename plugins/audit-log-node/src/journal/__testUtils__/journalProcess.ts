// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { Journal } from '../Journal';

/** What the process is told, as JSON in its first argument. */
export interface JournalProcessTask {
  readonly directory: string;
  readonly name: string;
}

const logger: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: message => process.stderr.write(`${message}\n`),
  info: () => {},
  debug: () => {},
  child: () => logger,
};

/** Appends to a journal without end, by several at a time, and says so: the content of each entry on a line once it is kept. */
async function run({ directory, name }: JournalProcessTask): Promise<void> {
  const journal = await Journal.open({
    directory,
    maxSize: 1_000_000_000,
    logger,
  });
  let count = 0;
  const produce = async () => {
    for (;;) {
      const content = JSON.stringify(`${name}-${count++}`);
      await journal.append([{ rank: 1, content }]);
      if (!process.stdout.write(`${content}\n`)) {
        // Not faster than it is read.
        await once(process.stdout, 'drain');
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, produce));
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
