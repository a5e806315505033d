// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:os';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Lets a signal end this process by way of `process.exit`, so that what cleans up on exit does so then, too. */
export function exitOnSignals() {
  for (const signal of SIGNALS) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
