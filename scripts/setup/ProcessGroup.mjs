// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { repository } from './repository.mjs';

const POLL_MS = 100;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * A program and all that it starts, in a group of their own, so that they can be ended together and nothing is left
 * behind: not when a development server restarts its child, nor when the program itself was killed.
 */
export class ProcessGroup {
  #child;
  #closed;
  #patienceMs;
  #stopping = false;

  /**
   * Starts the program. A signal that ends this process ends the group first.
   *
   * @param {object} options
   * @param {readonly string[]} options.command
   * @param {NodeJS.ProcessEnv} options.env
   * @param {number} [options.patienceMs] between asking the group to end and ending it
   */
  static start({ command: [program, ...args], env, patienceMs = 10_000 }) {
    const child = spawn(program, args, {
      cwd: repository,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: process.platform !== 'win32',
    });
    const group = new ProcessGroup(child, patienceMs);
    for (const signal of SIGNALS) {
      process.on(signal, () => group.stop());
    }
    return group;
  }

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {number} patienceMs
   */
  constructor(child, patienceMs) {
    this.#child = child;
    this.#closed = once(child, 'close').then(([code]) =>
      this.#stopping ? 0 : code ?? 1,
    );
    this.#patienceMs = patienceMs;
  }

  /** @returns {Promise<number>} resolves with the exit code once the program has ended; 0 when it was asked to */
  get closed() {
    return this.#closed;
  }

  /** Asks the whole group to end, and insists when its patience is at an end. */
  async stop() {
    this.#stopping = true;
    this.#signal('SIGTERM');
    const deadline = Date.now() + this.#patienceMs;
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
