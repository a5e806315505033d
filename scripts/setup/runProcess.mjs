// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repository } from './repository.mjs';

/**
 * Runs a program in the repository to its end, or to that of this process.
 *
 * @param {readonly string[]} command
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {(text: string) => void} [options.onOutput] takes what the program prints, which else goes to the terminal
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
export async function runProcess([program, ...args], { env, onOutput }) {
  const output = onOutput ? 'pipe' : 'inherit';
  const child = spawn(program, args, {
    cwd: repository,
    env,
    stdio: ['ignore', output, output],
    // Windows finds npm.cmd through its shell only.
    shell: process.platform === 'win32' && program === 'npm',
  });
  if (onOutput) {
    child.stdout?.setEncoding('utf8').on('data', onOutput);
    child.stderr?.setEncoding('utf8').on('data', onOutput);
  }
  const endNow = () => child.kill();
  process.once('exit', endNow);
  const [code] = await once(child, 'close');
  process.off('exit', endNow);
  return code ?? 1;
}
