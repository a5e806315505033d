// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { bareRequest, Minutes } from 'backstage-plugin-audit-log-node';
import type { KeyRefusal } from './KeyRefusal';
import type { RefusalWriter } from './RefusalWriter';

/** Keys and reasons that are told apart at a time. */
const MOST_KEYS = 5_000;
/** Addresses without a key that are told apart at a time; those of others are counted together. */
const MOST_ADDRESSES = 100;
/** What a shutdown waits for an auditor at most. */
const FLUSH_MS = 5_000;

interface Repeats {
  count: number;
  last?: KeyRefusal;
  readonly various?: 'addresses';
}

export interface RefusedUsesOptions {
  readonly writer: Pick<RefusalWriter, 'write'>;
}

/**
 * Makes few events of many refused uses of keys, and loses none: the counts of the events add up to their number.
 *
 * The first for a key and a reason, or without a key from an address, is written at once. Its repeats are counted, and
 * written when their minute is over; the next minute starts then. Anybody can send what is no key, from as many addresses
 * as they can get hold of: beyond some of these, all others are counted as one.
 */
export class RefusedUses {
  static create(options: RefusedUsesOptions): RefusedUses {
    return new RefusedUses(options.writer);
  }

  readonly #ofKeys: Minutes<Repeats>;
  readonly #ofAddresses: Minutes<Repeats>;
  #addresses = 0;
  readonly #writing = new Set<Promise<void>>();

  private constructor(private readonly writer: RefusedUsesOptions['writer']) {
    this.#ofKeys = Minutes.create<Repeats>({
      most: MOST_KEYS,
      over: (place, repeats, early) =>
        this.#over(this.#ofKeys, place, repeats, early),
    });
    this.#ofAddresses = Minutes.create<Repeats>({
      // With those that are counted together there is one more.
      most: MOST_ADDRESSES + 1,
      over: (place, repeats, early) => {
        this.#addresses -= 1;
        this.#over(this.#ofAddresses, place, repeats, early);
      },
    });
  }

  /** Never throws, and keeps nothing of the request but where it came from. */
  count(given: KeyRefusal): void {
    const refusal = { ...given, request: bareRequest(given.request) };
    const { key, reason, request } = refusal;
    if (key) {
      this.#count(this.#ofKeys, `${key.id} ${reason}`, refusal);
      return;
    }
    const address = request.ip ?? '';
    const isTold =
      this.#ofAddresses.get(address) || this.#addresses < MOST_ADDRESSES;
    if (isTold) {
      this.#count(this.#ofAddresses, address, refusal);
    } else {
      this.#count(this.#ofAddresses, 'others', refusal, 'addresses');
    }
  }

  /** Writes what is only counted so far. Resolves when all has been handed on, or that takes too long. */
  async flush(): Promise<void> {
    this.#ofKeys.close();
    this.#ofAddresses.close();
    await Promise.race([
      Promise.all(this.#writing),
      sleep(FLUSH_MS, undefined, { ref: false }),
    ]);
  }

  #count(
    minutes: Minutes<Repeats>,
    place: string,
    refusal: KeyRefusal,
    various?: 'addresses',
  ): void {
    const repeats = minutes.get(place);
    if (repeats) {
      repeats.count += 1;
      repeats.last = refusal;
      return;
    }
    this.#write(refusal, 1, various);
    this.#start(minutes, place, various);
  }

  #over(
    minutes: Minutes<Repeats>,
    place: string,
    { count, last, various }: Repeats,
    early: boolean,
  ): void {
    if (last) {
      this.#write(last, count, various);
      if (!early) {
        this.#start(minutes, place, various);
      }
    }
  }

  #start(minutes: Minutes<Repeats>, place: string, various?: 'addresses') {
    if (minutes === this.#ofAddresses) {
      this.#addresses += 1;
    }
    minutes.start(place, { count: 0, ...(various && { various }) });
  }

  #write(refusal: KeyRefusal, count: number, various?: 'addresses'): void {
    const written = this.writer
      .write(refusal, count, various)
      .finally(() => this.#writing.delete(written));
    this.#writing.add(written);
  }
}
