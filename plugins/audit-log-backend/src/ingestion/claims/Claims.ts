// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import type { Dialect } from '../../database/dialect';
import {
  AppendRefusedError,
  type AppendParticipant,
} from '../../ledger/AppendParticipant';
import type { Claim } from './operations/claimRows';
import { confirmClaims } from './operations/confirmClaims';
import { findReceived, type Received } from './operations/findReceived';
import { insertClaims } from './operations/insertClaims';
import { releaseClaims } from './operations/releaseClaims';
import { takeOverClaims } from './operations/takeOverClaims';
import { Together } from './Together';

/** Longer than an append takes that is going to succeed; being wrong costs an attempt, and never an event. */
const ABANDONED_AFTER_MS = 60_000;
const MOST_TOGETHER = 1_000;

/**
 * Sees to it that a reported event is recorded once, whoever receives it how often, and whenever a process dies:
 *
 * 1. *claim*: a row with the key of the event and the id that it is to have on record. The row's key lets one process
 *    have it.
 * 2. *append*: the ledger appends the event under that id.
 * 3. *confirm*: in the transaction of the append, and only if the row still holds that id. So an event is on record if
 *    and only if its claim is confirmed.
 *
 * Who dies or fails before the commit leaves a claim that is not confirmed: it is given up at once if that is possible,
 * and taken over by the next who has the event after a minute, under another id. Whoever had only been slow then finds
 * their append refused. Nobody has to know whether anybody is still alive.
 */
export class Claims implements AppendParticipant {
  static create(options: {
    readonly knex: Knex;
    readonly dialect: Dialect;
    readonly abandonedAfterMs?: number;
  }): Claims {
    const { knex, dialect, abandonedAfterMs = ABANDONED_AFTER_MS } = options;
    return new Claims(knex, dialect, abandonedAfterMs);
  }

  /** Claims of events that are being appended, by the ids of the events. */
  readonly #appending = new Map<string, Claim>();
  /** Those of them that the ledger was given. */
  readonly #seen = new Set<string>();

  /** Requests are many and their events are few: they share statements, as they share the transaction of an append. */
  readonly #finding: Together<string, readonly Received[]>;
  readonly #claiming: Together<Claim, ReadonlySet<string>>;

  private constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
    private readonly abandonedAfterMs: number,
  ) {
    this.#finding = Together.create({
      work: keys => findReceived(knex, dialect, [...new Set(keys)]),
      mostItems: MOST_TOGETHER,
    });
    this.#claiming = Together.create({
      work: wanted => this.#claim(wanted),
      mostItems: MOST_TOGETHER,
    });
  }

  /** What is known of events with these keys. */
  async find(keys: readonly string[]): Promise<ReadonlyMap<string, Received>> {
    if (keys.length === 0) {
      return new Map();
    }
    const own = new Set(keys);
    const found = await this.#finding.ask(keys);
    return new Map(
      found
        .filter(({ key }) => own.has(key))
        .map(received => [received.key, received]),
    );
  }

  /** Claims as many of these keys as nobody else has, or has had for too long. */
  async claim(keys: readonly string[]): Promise<readonly Claim[]> {
    if (keys.length === 0) {
      return [];
    }
    const wanted = keys.map(key => ({ key, eventId: uuidv7() }));
    const held = await this.#claiming.ask(wanted);
    return wanted.filter(({ eventId }) => held.has(eventId));
  }

  /** The ids of the events of those claims that are held. Of several with one key the first may be. */
  async #claim(wanted: readonly Claim[]): Promise<ReadonlySet<string>> {
    const byKey = new Map<string, Claim>();
    for (const claim of wanted) {
      if (!byKey.has(claim.key)) {
        byKey.set(claim.key, claim);
      }
    }
    const claims = [...byKey.values()];
    const claimed = await insertClaims(this.knex, this.dialect, claims);
    const others = claims.filter(({ key }) => !claimed.has(key));
    const takenOver =
      others.length > 0
        ? await takeOverClaims(
            this.knex,
            this.dialect,
            others,
            this.abandonedAfterMs,
          )
        : new Set<string>();
    return new Set(
      claims
        .filter(({ key }) => claimed.has(key) || takenOver.has(key))
        .map(({ eventId }) => eventId),
    );
  }

  /**
   * Appends the events of claims, and confirms them. Rejects when not all of them are known to be on record; those that
   * are not are then given up.
   */
  async append(
    claims: readonly Claim[],
    append: () => Promise<void>,
  ): Promise<void> {
    claims.forEach(claim => this.#appending.set(claim.eventId, claim));
    try {
      await append();
      // A rule of the portal may have kept some out of the ledger. They are done with as well.
      const left = claims.filter(({ eventId }) => !this.#seen.has(eventId));
      if (left.length > 0) {
        await confirmClaims(this.knex, this.dialect, left);
      }
    } catch (error: unknown) {
      await releaseClaims(this.knex, this.dialect, claims).catch(() => {
        // Then they are taken over, later.
      });
      throw error;
    } finally {
      for (const { eventId } of claims) {
        this.#appending.delete(eventId);
        this.#seen.delete(eventId);
      }
    }
  }

  async appending(
    transaction: Knex.Transaction,
    eventIds: readonly string[],
  ): Promise<void> {
    const claims = eventIds.flatMap(id => this.#appending.get(id) ?? []);
    if (claims.length === 0) {
      return;
    }
    claims.forEach(({ eventId }) => this.#seen.add(eventId));
    const confirmed = await confirmClaims(transaction, this.dialect, claims);
    const lost = claims.filter(({ key }) => !confirmed.has(key));
    if (lost.length > 0) {
      throw new AppendRefusedError(
        'Somebody else records a reported event, because it took too long here',
        lost.map(({ eventId }) => eventId),
      );
    }
  }
}
