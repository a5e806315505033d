// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { repository } from './repository.mjs';

const PATIENCE_MS = 10_000;
const POLL_MS = 100;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * A program and all that it starts, in a group of their own, so that they can be ended together and nothing is left
 * behind: not when a development server restarts its child, nor when the program itself was killed.
 */
export class ProcessGroup {
  #child;
  #closed;

  /**
   * @param {readonly string[]} command
   * @param {NodeJS.ProcessEnv} env
   */
  static start(command, env) {
    return new ProcessGroup(command, env);
  }

  /**
   * @param {readonly string[]} command
   * @param {NodeJS.ProcessEnv} env
   */
  constructor([program, ...args], env) {
    this.#child = spawn(program, args, {
      cwd: repository,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    this.#closed = once(this.#child, 'close').then(([code]) => code ?? 1);
    for (const signal of SIGNALS) {
      process.on(signal, () => this.stop());
    }
  }

  /** @returns {Promise<number>} resolves with the exit code once the program has ended */
  get closed() {
    return this.#closed;
  }

  /** Asks the whole group to end, and insists after ten seconds. */
  async stop() {
    this.#signal('SIGTERM');
    const deadline = Date.now() + PATIENCE_MS;
    while (this.#signal(0) && Date.now() < deadline) {
      await delay(POLL_MS);
    }
    this.#signal('SIGKILL');
    await this.#closed;
  }

  /**
   * @param {NodeJS.Signals | 0} signal
   * @returns {boolean} whether there was anyone to get it
   */
  #signal(signal) {
    const { pid } = this.#child;
    try {
      return pid !== undefined && process.kill(groupOf(pid), signal);
    } catch {
      return false;
    }
  }
}

/** @param {number} pid */
function groupOf(pid) {
  return process.platform === 'win32' ? pid : -pid;
}
