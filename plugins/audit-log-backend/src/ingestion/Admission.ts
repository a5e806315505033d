// SPDX-License-Identifier: Apache-2.0
import { BusyError } from './BusyError';

/** What may be under way. */
export interface Room {
  readonly requests: number;
  /** Of bodies that are sent, and of what becomes of them when they are decompressed. */
  readonly bytes: number;
}

export interface AdmissionLimits {
  /** In this process. */
  readonly all: Room;
  /** The same of one emitter, so that one that is slow or many does not keep out the others. */
  readonly ofOne: Room;
}

/** Bodies of 5 MB are the largest there are: 32 of them, or many more small ones. */
const DEFAULT_LIMITS: AdmissionLimits = {
  all: { requests: 2_000, bytes: 160_000_000 },
  ofOne: { requests: 500, bytes: 40_000_000 },
};
const RETRY_AFTER_SECONDS = 2;

/** Bounds what is under way: what cannot be taken now is refused at once, while its sender still has it. */
export class Admission {
  static create(limits: Partial<AdmissionLimits> = {}): Admission {
    return new Admission({ ...DEFAULT_LIMITS, ...limits });
  }

  readonly #underWay = new Map<string, Room>();
  #all: Room = { requests: 0, bytes: 0 };

  private constructor(private readonly limits: AdmissionLimits) {}

  /**
   * Lets a request of an emitter in, whose body takes up to so many bytes, and gives the way out, which it MUST take, no matter
   * how often. Throws a BusyError when there is no room for it.
   */
  enter(emitter: string, bytes: number): () => void {
    const own = this.#underWay.get(emitter) ?? { requests: 0, bytes: 0 };
    if (
      !hasRoom(this.#all, bytes, this.limits.all) ||
      !hasRoom(own, bytes, this.limits.ofOne)
    ) {
      throw new BusyError(
        'Too many events are under way; send the same request again in a moment',
        RETRY_AFTER_SECONDS,
      );
    }
    this.#add(emitter, 1, bytes);
    let isIn = true;
    return () => {
      if (isIn) {
        isIn = false;
        this.#add(emitter, -1, -bytes);
      }
    };
  }

  #add(emitter: string, requests: number, bytes: number): void {
    const own = this.#underWay.get(emitter) ?? { requests: 0, bytes: 0 };
    const left = {
      requests: own.requests + requests,
      bytes: own.bytes + bytes,
    };
    if (left.requests > 0) {
      this.#underWay.set(emitter, left);
    } else {
      this.#underWay.delete(emitter);
    }
    this.#all = {
      requests: this.#all.requests + requests,
      bytes: this.#all.bytes + bytes,
    };
  }
}

function hasRoom(taken: Room, bytes: number, limit: Room): boolean {
  return taken.requests < limit.requests && taken.bytes + bytes <= limit.bytes;
}
