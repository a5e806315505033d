// SPDX-License-Identifier: Apache-2.0
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { RetentionChange } from 'backstage-plugin-audit-log-common';
import type { AuditLogService } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import type { Dialect } from '../../database/dialect';
import { isoTime } from '../../database/isoTime';
import type { RetentionSettings } from '../readRetentionSettings';
import type { ClockJudge } from '../runs/ClockJudge';
import { changePolicy } from './changePolicy';
import { countLive } from './countLive';
import { countFiles } from './operations/countFiles';
import { countRecent } from './operations/countRecent';
import { insertPolicy } from './operations/insertPolicy';
import { lockEffective } from './operations/lockEffective';
import { movePolicy } from './operations/movePolicy';
import { readPolicies } from './operations/readPolicies';
import { previewChange, type ChangePreview } from './previewChange';
import { CONFIRM_WITHIN_MS, requireConfirmed } from './requireConfirmed';
import type { RetentionPolicy } from './RetentionPolicy';

const MOST_LISTED = 20;

export interface RetentionPoliciesOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly settings: RetentionSettings;
  readonly auditLog: Pick<AuditLogService, 'record'>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly judge: Pick<ClockJudge, 'isTrusted' | 'isSteady'>;
}

export interface PolicyChange {
  readonly policy: RetentionPolicy;
  readonly reason: string;
  readonly changedBy: string;
  readonly confirmedEvents?: number;
}

/** What came of a change, for whoever made it and for the record. */
export interface ChangedPolicy {
  readonly change: RetentionChange;
  readonly before: RetentionChange;
  readonly preview: ChangePreview;
}

/**
 * The policy that holds, one that will hold, and those that did. At any time one holds and at most one waits, over all processes: each
 * change locks the one that holds first, and is compared with it anew when it is not the one that it was compared with before.
 */
export class RetentionPolicies {
  static create(options: RetentionPoliciesOptions): RetentionPolicies {
    return new RetentionPolicies(options);
  }

  /** What the configuration says has been compared with what holds. */
  #isAdopted = false;

  private constructor(private readonly options: RetentionPoliciesOptions) {}

  /**
   * Compares the configuration with what it was the last time: when it says something else now, that is a change as any other, and the
   * newer word. Once in the life of a process. Throws a ConflictError while it cannot be made, to be tried again later.
   */
  async adoptConfiguration(): Promise<void> {
    if (this.#isAdopted) {
      return;
    }
    const { settings, auditLog } = this.options;
    const { policy } = settings;
    await this.#holding();
    const isSame = async (knex: Knex) => {
      const [last] = await this.#read({ source: 'configuration' }, 1, knex);
      return JSON.stringify(last?.policy) === JSON.stringify(policy);
    };
    if (!(await isSame(this.options.knex))) {
      const changed = await changePolicy(this, this.options, {
        policy,
        source: 'configuration',
        confirm: preview => this.#requireTime(preview),
        isDone: isSame,
      });
      if (changed) {
        await auditLog.record({
          action: 'retention-write.configure',
          severity: 'high',
          meta: metaOf(changed),
        });
      }
    }
    this.#isAdopted = true;
  }

  /** The policy that holds, and the one that waits, as they are in the database. */
  async current(): Promise<{
    readonly effective: RetentionChange;
    readonly pending?: RetentionChange;
  }> {
    const effective = await this.#holding();
    const [pending] = await this.#read({ state: 'pending' }, 1);
    return { effective, ...(pending && { pending }) };
  }

  /** The last ones, the latest first. */
  list(): Promise<RetentionChange[]> {
    return this.#read({}, MOST_LISTED);
  }

  /**
   * Has a policy whose time has come hold, if the time is not in doubt and has not leapt: a clock that is ahead for a moment, by however
   * much, must not take the delay away in which a change can be cancelled.
   */
  async settle(options: { readonly isClockSteady?: true } = {}): Promise<void> {
    const { knex, dialect, auditLog, clock, judge } = this.options;
    const { effective, pending } = await this.current();
    const now = clock();
    if (
      !pending ||
      Date.parse(pending.effectiveAt) > now ||
      !(options.isClockSteady ?? (await judge.isSteady()))
    ) {
      return;
    }
    const isDone = await knex.transaction(
      async transaction =>
        (await lockEffective(transaction, effective.id)) &&
        // Cancelled or replaced a moment ago?
        (
          await this.#read({ id: pending.id, state: 'pending' }, 1, transaction)
        ).length > 0 &&
        (await movePolicy(
          transaction,
          dialect,
          { id: effective.id, state: 'effective' },
          { state: 'replaced', at: now },
        )) &&
        movePolicy(
          transaction,
          dialect,
          { id: pending.id, state: 'pending' },
          { state: 'effective' },
        ),
    );
    if (isDone) {
      await auditLog.record({
        action: 'retention-write.effective',
        severity: 'high',
        meta: {
          change: pending.id,
          before: effective.policy,
          after: pending.policy,
        },
      });
    }
  }

  /** What a change would do to the events there are now. */
  async preview(policy: RetentionPolicy): Promise<ChangePreview> {
    await this.settle();
    const { policy: held } = await this.#holding();
    return this.compare(held, policy, this.options.clock());
  }

  async compare(
    from: RetentionPolicy,
    to: RetentionPolicy,
    now: number,
  ): Promise<ChangePreview> {
    const { knex, dialect, settings } = this.options;
    const { period, changeDelayMs } = settings;
    const live = await countLive({ knex, dialect, length: period });
    const files = await countFiles(knex);
    return previewChange({ from, to, live, files, now, changeDelayMs, period });
  }

  /**
   * Changes the policy: at once, or after a delay when events would be removed sooner. Whatever waited is replaced. Throws a
   * ConflictError when it was not confirmed how many.
   */
  async change(request: PolicyChange): Promise<ChangedPolicy> {
    const { knex, dialect, clock } = this.options;
    const { policy, reason, changedBy, confirmedEvents } = request;
    await this.settle();
    const changed = await changePolicy(this, this.options, {
      policy,
      source: 'portal',
      reason,
      changedBy,
      confirm: async preview => {
        requireConfirmed({
          sooner: preview.sooner,
          confirmed: confirmedEvents,
          recent: await countRecent(knex, dialect, clock() - CONFIRM_WITHIN_MS),
        });
        await this.#requireTime(preview);
      },
    });
    return changed!;
  }

  /** Cancels a change that waits. Throws a ConflictError once it holds, or was cancelled or replaced. */
  async cancel(id: string, cancelledBy: string): Promise<RetentionChange> {
    const { knex, dialect, clock } = this.options;
    await this.settle();
    const { effective } = await this.current();
    const isCancelled = await knex.transaction(
      async transaction =>
        (await lockEffective(transaction, effective.id)) &&
        movePolicy(
          transaction,
          dialect,
          { id, state: 'pending' },
          { state: 'cancelled', at: clock(), by: cancelledBy },
        ),
    );
    const [change] = await this.#read({ id }, 1);
    if (!change) {
      throw new NotFoundError(`There is no change ${id}`);
    }
    if (!isCancelled) {
      throw new ConflictError(
        change.state === 'effective'
          ? 'The change has taken effect already; change it back instead'
          : `The change is ${change.state}`,
      );
    }
    return change;
  }

  /** The delay of a change is counted from now: by a clock that is behind, it would be over once that is set right. */
  async #requireTime({ removesSooner }: ChangePreview): Promise<void> {
    if (removesSooner && !(await this.options.judge.isTrusted())) {
      throw new ConflictError(
        'The clock of this machine is in doubt, so nothing is changed by which events would be removed sooner. Begin a run with trustClock if it is right, and try again',
      );
    }
  }

  /** The policy that holds; at the very first, that of the configuration. */
  async #holding(): Promise<RetentionChange> {
    const [effective] = await this.#read({ state: 'effective' }, 1);
    if (effective) {
      return effective;
    }
    const { knex, dialect, settings, clock } = this.options;
    const now = isoTime(clock());
    try {
      await insertPolicy(knex, dialect, {
        id: uuidv7(),
        policy: settings.policy as RetentionChange['policy'],
        source: 'configuration',
        state: 'effective',
        createdAt: now,
        effectiveAt: now,
      });
    } catch (error: unknown) {
      // Another process was the first.
      if (!dialect.isUniqueViolation(error)) {
        throw error;
      }
    }
    const [first] = await this.#read({ state: 'effective' }, 1);
    return first;
  }

  #read(
    which: Parameters<typeof readPolicies>[2],
    limit: number,
    knex = this.options.knex,
  ): Promise<RetentionChange[]> {
    return readPolicies(knex, this.options.dialect, which, limit);
  }
}

/** What is on record of a change. */
export function metaOf({ change, before, preview }: ChangedPolicy) {
  return {
    change: change.id,
    before: before.policy,
    after: change.policy,
    effectiveAt: change.effectiveAt,
    sooner: preview.sooner,
    atOnce: preview.atOnce,
  };
}
