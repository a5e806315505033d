// SPDX-License-Identifier: Apache-2.0
import {
  setImmediate as nextTurn,
  setTimeout as sleep,
} from 'node:timers/promises';

/** Of a core, for what nobody waits for. */
const UNHURRIED_SHARE = 0.25;
/** Rests are not longer than this, so that a run that is to stop stops. */
const LONGEST_REST_MS = 5_000;

/** How much of the process a run of verification takes. The rest of the backend has its turn at each `breathe`. */
export class Pace {
  /** As fast as it can: somebody waits for it. */
  static hurried(): Pace {
    return new Pace(1);
  }

  /** With rests, so that it takes a share of a core. */
  static unhurried(): Pace {
    return new Pace(UNHURRIED_SHARE);
  }

  private since = performance.now();

  private constructor(private readonly share: number) {}

  async breathe(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const worked = performance.now() - this.since;
    const rest = Math.min(worked * (1 / this.share - 1), LONGEST_REST_MS);
    await (rest >= 1
      ? sleep(rest, undefined, { signal })
      : nextTurn(undefined, { signal }));
    this.since = performance.now();
  }
}
