// SPDX-License-Identifier: Apache-2.0
import { Problem } from './Problem.mjs';

const OUT_OF_SPACE =
  'The disk is full. A first set-up takes about 3 GB here and in the folder for temporary files; make room and start again.';

/**
 * Runs a script and sets the exit code. A problem that the reader can solve is shown as a message, anything else with
 * its stack trace, for it is a fault of ours.
 *
 * @param {() => Promise<number>} main gives the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof Problem) {
      console.error(`\n${error.message}\n`);
    } else if (error?.code === 'ENOSPC') {
      console.error(`\n${OUT_OF_SPACE}\n`);
    } else {
      console.error(error);
    }
  }
}
