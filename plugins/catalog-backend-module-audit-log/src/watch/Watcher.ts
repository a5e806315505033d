// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import { forgetOld } from '../causes/operations/forgetOld';
import { spendCauses } from '../causes/operations/spendCauses';
import { spentCauses } from '../causes/spentCauses';
import { FailureLog } from '../FailureLog';
import { insertItems } from '../outbox/operations/insertItems';
import { Look } from './Look';
import { countByKind } from './operations/countByKind';
import { countKnown } from './operations/countKnown';
import { countResting } from './operations/countResting';
import { isReadable } from './operations/isReadable';
import { updateWatch } from './operations/updateWatch';
import { OvertakenError } from './OvertakenError';
import { rebuildSince } from './rebuildSince';
import { takeArrivals } from './takeArrivals';
import { markDepartures, takeExplained, takeSettled } from './takeDepartures';

/** How long a catalog may take to come to rest before it is taken as it is. */
const BASELINE_MS = 2 * 60_000;
const FORGET_MS = 10 * 60_000;

export interface WatcherOptions {
  readonly knex: Knex;
  readonly logger: LoggerService;
  /** How long an entity is missing before it is deleted. */
  readonly settleMs: number;
  /** How long a catalog that is read in anew is waited for. */
  readonly settleRebuildMs: number;
  readonly now?: () => number;
}

/**
 * Sees what happens in the catalog, by looking at its final entities again and again and comparing them to how they were.
 *
 * The catalog tells nobody what it changes, and nothing of this is on the path of its processing. Whatever a look finds is
 * written in the same transaction as what is known from then on: a change is found once, whenever a process dies. Several
 * replicas may look at once; whoever writes second has read what is out of date, and looks again later.
 */
export class Watcher {
  static create(options: WatcherOptions): Watcher {
    return new Watcher(options);
  }

  readonly #failures: FailureLog;
  #isReadable = false;
  #forgotAt = -Infinity;

  private constructor(private readonly options: WatcherOptions) {
    this.#failures = FailureLog.create({
      ...options,
      failing:
        'The catalog could not be looked at; what changes meanwhile is recorded later',
      working: 'The catalog is looked at again',
    });
  }

  /** Looks once. Does not reject. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.look(signal);
      this.#failures.worked();
    } catch (error: unknown) {
      if (error instanceof OvertakenError) {
        this.options.logger.debug(error.message);
      } else if (!signal.aborted) {
        this.#failures.failed(error);
      }
    }
  }

  /** Looks once; rejects when it could not look to its end. What it had found by then is kept. */
  async look(signal: AbortSignal): Promise<void> {
    const { knex, now = Date.now } = this.options;
    this.#isReadable ||= await isReadable(knex);
    if (!this.#isReadable) {
      return;
    }
    const look = await Look.begin({ knex, now: now(), signal });
    // Before anything is looked at: what follows from these has happened by now.
    const spent = await spentCauses(knex, look.causes);
    await takeArrivals(look);
    await markDepartures(look);
    await takeExplained(look);
    await this.#settle(look, spent);
  }

  /** Decides by the catalog as a whole, and writes down how far the watching has come. */
  async #settle(look: Look, spent: readonly string[]): Promise<void> {
    const { knex, settleMs, settleRebuildMs } = this.options;
    const { watch, now } = look;
    const counts = await countKnown(knex);
    const isUndecided =
      !look.isReporting || watch.rebuildSince !== null || counts.missing > 0;
    const resting = isUndecided ? (await countResting(knex)) ?? null : null;
    const isResting = resting !== null && resting === watch.restingEntities;

    const rebuilt = rebuildSince({
      ...counts,
      since: watch.rebuildSince,
      now,
      settleRebuildMs,
      isResting,
    });
    if (counts.missing > 0 && rebuilt === null) {
      await takeSettled(look, now - settleMs);
    }

    const firstLookAt = watch.firstLookAt ?? now;
    const isBaseline =
      !look.isReporting &&
      ((isResting && resting > 0) || now - firstLookAt >= BASELINE_MS);
    const isForgetting = now - this.#forgotAt >= FORGET_MS;
    const changes = {
      ...(firstLookAt !== watch.firstLookAt && { firstLookAt }),
      ...(rebuilt !== watch.rebuildSince && { rebuildSince: rebuilt }),
      ...(resting !== watch.restingEntities && { restingEntities: resting }),
      ...(isBaseline && { baselineAt: now }),
    };
    if (
      Object.keys(changes).length === 0 &&
      spent.length === 0 &&
      !isForgetting
    ) {
      return;
    }
    const counted = isBaseline ? await countByKind(knex) : {};
    await look.write(async transaction => {
      await updateWatch(transaction, changes);
      await spendCauses(transaction, spent, now);
      if (isForgetting) {
        await forgetOld(transaction, now);
      }
      if (isBaseline) {
        const takenAt = new Date(now).toISOString();
        await insertItems(transaction, [
          {
            kind: 'baseline',
            body: { id: uuidv7(), takenAt, counts: counted },
          },
        ]);
      }
    });
    this.#forgotAt = isForgetting ? now : this.#forgotAt;
  }
}
