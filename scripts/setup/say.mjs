// SPDX-License-Identifier: Apache-2.0

/**
 * Tells the reader of the terminal what is going on, in one line.
 *
 * @param {string} message
 */
export function say(message) {
  process.stdout.write(`» ${message}\n`);
}
