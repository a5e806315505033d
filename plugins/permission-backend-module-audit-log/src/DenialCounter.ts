// SPDX-License-Identifier: Apache-2.0
import { Minutes } from 'backstage-plugin-audit-log-node';
import type { Request } from 'express';
import type { Denial } from './Denial';
import type { DenialWriter } from './DenialWriter';

/** Events about one person in a minute that name permission and resource. A page asks for some dozens of them. */
const MOST_EVENTS = 100;
/** How many permissions the event about the others names. */
const MOST_PERMISSIONS = 10;
/** How many different denials, and how many people, are kept count of. */
const MOST_KEPT = 5_000;
/** What a shutdown waits for an auditor at most. */
const FLUSH_MS = 5_000;

interface Repeats {
  count: number;
  /** The last of them; the request is kept for an event about it. */
  last?: { readonly denial: Denial; readonly request: Request };
}

interface Others {
  count: number;
  readonly permissions: Set<string>;
  permissionsLeftOut: boolean;
  last: { readonly denial: Denial; readonly request: Request };
}

export interface DenialCounterOptions {
  readonly writer: Pick<DenialWriter, 'write' | 'writeOthers'>;
  readonly most?: number;
}

/**
 * Makes few events of many denials, and loses none: the counts of the events add up to the number of denials.
 *
 * The first denial of a person, permission and resource is written at once. Its repeats are counted, and written when
 * their minute is over; the next minute starts then, and the denial is forgotten after one without repeats. What goes
 * beyond the number of events that a person may cause in a minute is counted together, and written as one event that
 * says so. Whatever is dropped early to make room is written first.
 */
export class DenialCounter {
  readonly #writer: DenialCounterOptions['writer'];
  readonly #repeats: Minutes<Repeats>;
  /** By person. */
  readonly #others: Minutes<Others>;
  /** How many events about a person were written in the minute. */
  readonly #spent: Minutes<{ events: number }>;
  readonly #writing = new Set<Promise<void>>();

  private constructor({ writer, most = MOST_KEPT }: DenialCounterOptions) {
    this.#writer = writer;
    this.#repeats = Minutes.create<Repeats>({
      most,
      over: (key, repeats, early) => {
        if (repeats.last) {
          const { denial, request } = repeats.last;
          this.#write(denial, repeats.count, request);
          if (!early) {
            this.#repeats.start(key, { count: 0 });
          }
        }
      },
    });
    this.#others = Minutes.create<Others>({
      most,
      over: (_, others) => this.#writeOthers(others),
    });
    this.#spent = Minutes.create<{ events: number }>({ most, over: () => {} });
  }

  static create(options: DenialCounterOptions): DenialCounter {
    return new DenialCounter(options);
  }

  count(denial: Denial, request: Request): void {
    const { person, permission, resourceRef } = denial;
    const key = JSON.stringify([person, permission, resourceRef]);
    const repeats = this.#repeats.get(key);
    if (repeats) {
      repeats.count += 1;
      repeats.last = { denial, request };
    } else if (this.#write(denial, 1, request)) {
      this.#repeats.start(key, { count: 0 });
    }
  }

  /** Writes what is only counted so far. Resolves when all has been handed on, or that takes too long. */
  async flush(): Promise<void> {
    this.#repeats.close();
    this.#others.close();
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>(resolve => {
      timer = setTimeout(resolve, FLUSH_MS);
    });
    await Promise.race([Promise.all(this.#writing), timeUp]);
    clearTimeout(timer);
  }

  /** False when it is counted among the others, because there are too many about this person. */
  #write(denial: Denial, count: number, request: Request): boolean {
    const { person } = denial;
    const spent =
      this.#spent.get(person) ?? this.#spent.start(person, { events: 0 });
    if (spent.events >= MOST_EVENTS) {
      this.#leaveOut(denial, count, request);
      return false;
    }
    spent.events += 1;
    this.#await(this.#writer.write(denial, count, request));
    return true;
  }

  #leaveOut(denial: Denial, count: number, request: Request): void {
    const { person, permission } = denial;
    const last = { denial, request };
    const others =
      this.#others.get(person) ??
      this.#others.start(person, {
        count: 0,
        permissions: new Set(),
        permissionsLeftOut: false,
        last,
      });
    others.count += count;
    others.last = last;
    if (others.permissions.size < MOST_PERMISSIONS) {
      others.permissions.add(permission);
    } else if (!others.permissions.has(permission)) {
      others.permissionsLeftOut = true;
    }
  }

  #writeOthers({ last, permissions, ...others }: Others): void {
    const { askedBy } = last.denial;
    this.#await(
      this.#writer.writeOthers(
        { ...others, permissions: [...permissions], askedBy },
        last.request,
      ),
    );
  }

  #await(written: Promise<void>): void {
    this.#writing.add(written);
    void written.finally(() => this.#writing.delete(written));
  }
}
