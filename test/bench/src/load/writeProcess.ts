// SPDX-License-Identifier: Apache-2.0
import { open } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../measuring/statistics';
import { answerCommands } from '../processes/answerCommands';

/** As many as a journal has made ready. */
const FILE_BYTES = 4 * 1024 * 1024;
/** About what a journal writes of an operation: that it began, and how it ended. */
const WRITES = [1_200, 1_300].map(bytes => Buffer.alloc(bytes, 'a'));

export type WriteCommands = {
  /**
   * Writes at a fixed rate what a journal writes of an operation, and does nothing else; gives percentiles of the milliseconds
   * that both writes take.
   */
  writeAtRate(input: {
    readonly perSecond: number;
    readonly seconds: number;
  }): Promise<{ readonly p50: number; readonly p99: number }>;
};

/** What there is to be had at least: a file, and writes to it. */
void answerCommands(async ({ path }: { readonly path: string }) => {
  const file = await open(path, 'wx');
  await file.write(Buffer.alloc(FILE_BYTES));
  await file.sync();
  let place = 0;
  const write = (bytes: Buffer) => {
    place = place + bytes.length > FILE_BYTES ? 0 : place;
    place += writeSync(file.fd, bytes, 0, bytes.length, place);
  };
  const commands: WriteCommands = {
    async writeAtRate({ perSecond, seconds }) {
      const times: number[] = [];
      const begun = performance.now();
      for (let index = 0; index < perSecond * seconds; index++) {
        const early = begun + (index * 1000) / perSecond - performance.now();
        if (early > 0) {
          await sleep(early);
        }
        const writing = performance.now();
        WRITES.forEach(write);
        times.push(performance.now() - writing);
      }
      return { p50: percentile(times, 50), p99: percentile(times, 99) };
    },
  };
  return { commands, close: () => file.close() };
});
