// SPDX-License-Identifier: Apache-2.0
import { BusyError } from './BusyError';

export interface AdmissionLimits {
  /** Requests under way in this process; each may hold 5 MB. */
  readonly requests: number;
  /** The same of one emitter, so that one that is slow or many does not keep out the others. */
  readonly requestsOfOne: number;
}

const DEFAULT_LIMITS: AdmissionLimits = { requests: 32, requestsOfOne: 8 };
const RETRY_AFTER_SECONDS = 2;

/** Bounds what is under way: what cannot be taken now is refused at once, while its sender still has it. */
export class Admission {
  static create(limits: Partial<AdmissionLimits> = {}): Admission {
    return new Admission({ ...DEFAULT_LIMITS, ...limits });
  }

  readonly #underWay = new Map<string, number>();
  #total = 0;

  private constructor(private readonly limits: AdmissionLimits) {}

  /** Lets a request of an emitter in, and gives the way out, which it MUST take, no matter how often. Throws a BusyError when there are too many already. */
  enter(emitter: string): () => void {
    const own = this.#underWay.get(emitter) ?? 0;
    if (
      this.#total >= this.limits.requests ||
      own >= this.limits.requestsOfOne
    ) {
      throw new BusyError(
        'Too many events are under way; send the same request again in a moment',
        RETRY_AFTER_SECONDS,
      );
    }
    this.#total += 1;
    this.#underWay.set(emitter, own + 1);
    let isIn = true;
    return () => {
      if (isIn) {
        isIn = false;
        this.#leave(emitter);
      }
    };
  }

  #leave(emitter: string): void {
    this.#total -= 1;
    const left = this.#underWay.get(emitter)! - 1;
    if (left > 0) {
      this.#underWay.set(emitter, left);
    } else {
      this.#underWay.delete(emitter);
    }
  }
}
