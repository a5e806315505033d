// SPDX-License-Identifier: Apache-2.0
import { TooManyRequestsError } from './TooManyRequestsError';

export interface AttemptLimits {
  /** Attempts of one person within a window. */
  readonly perPerson: number;
  /** Attempts of all together on this process. */
  readonly perProcess: number;
  readonly windowMs: number;
}

export const DEFAULT_ATTEMPT_LIMITS: AttemptLimits = {
  perPerson: 60,
  perProcess: 6_000,
  windowMs: 60_000,
};

/** Counts attempts in windows of fixed length. It keeps a number for each person of the current window, and nothing else. */
export class AttemptLimiter {
  static create(limits: AttemptLimits): AttemptLimiter {
    return new AttemptLimiter(limits);
  }

  readonly #counts = new Map<string, number>();
  #window = -1;
  #all = 0;

  private constructor(private readonly limits: AttemptLimits) {}

  /** Throws a TooManyRequestsError when it is one too many. */
  count(person: string, now: number): void {
    const { perPerson, perProcess, windowMs } = this.limits;
    const window = Math.floor(now / windowMs);
    if (window !== this.#window) {
      this.#window = window;
      this.#counts.clear();
      this.#all = 0;
    }
    const own = (this.#counts.get(person) ?? 0) + 1;
    this.#counts.set(person, own);
    const seconds = Math.ceil(((window + 1) * windowMs - now) / 1000);
    if (own > perPerson) {
      throw new TooManyRequestsError(
        `You have opened too many links of invitations; try again in ${seconds} seconds`,
        seconds,
      );
    }
    // Those that one person is refused do not take from the others.
    this.#all += 1;
    if (this.#all > perProcess) {
      throw new TooManyRequestsError(
        `Too many invitations are being opened; try again in ${seconds} seconds`,
        seconds,
      );
    }
  }
}
