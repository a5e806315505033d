// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { RetentionChange } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import { isoTime } from '../../database/isoTime';
import { insertPolicy } from './operations/insertPolicy';
import { lockEffective } from './operations/lockEffective';
import { movePolicy } from './operations/movePolicy';
import type { ChangePreview } from './previewChange';
import type {
  ChangedPolicy,
  RetentionPolicies,
  RetentionPoliciesOptions,
} from './RetentionPolicies';
import type { RetentionPolicy } from './RetentionPolicy';

/** Each time it is lost to another change, of which there are few. */
const MOST_ATTEMPTS = 5;

/** A change to be made, by somebody or by the configuration. */
export interface ChangeToMake {
  readonly policy: RetentionPolicy;
  readonly source: RetentionChange['source'];
  readonly reason?: string;
  readonly changedBy?: string;
  /** Rejects when it must not be made. */
  confirm?(preview: ChangePreview): Promise<void>;
  /** Another process has made it. */
  isDone?(transaction: Knex.Transaction): Promise<boolean>;
}

/**
 * Makes a change: has it hold, or wait, in place of what held or waited. Undefined when it was done already.
 *
 * What it does is looked at before the transaction, since that takes longer than others should wait, and again when another policy
 * holds by then.
 */
export async function changePolicy(
  policies: Pick<RetentionPolicies, 'current' | 'list' | 'compare'>,
  options: Pick<RetentionPoliciesOptions, 'knex' | 'dialect' | 'clock'>,
  toMake: ChangeToMake,
): Promise<ChangedPolicy | undefined> {
  const { knex, dialect, clock } = options;
  const { policy, source, reason, changedBy } = toMake;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const { effective } = await policies.current();
    const [latest] = await policies.list();
    const now = clock();
    const preview = await policies.compare(effective.policy, policy, now);
    await toMake.confirm?.(preview);
    const state = preview.removesSooner ? 'pending' : 'effective';
    const change = {
      id: uuidv7(),
      policy: policy as RetentionChange['policy'],
      source,
      state,
      ...(reason !== undefined && { reason }),
      // After the one before, also where a clock was set back in between: their order is by this.
      createdAt: isoTime(Math.max(now, Date.parse(latest.createdAt) + 1)),
      ...(changedBy !== undefined && { createdBy: changedBy }),
      effectiveAt: preview.effectiveAt,
    } as const;
    try {
      const came = await knex.transaction(async transaction => {
        if (!(await lockEffective(transaction, effective.id))) {
          return 'lost';
        }
        if (await toMake.isDone?.(transaction)) {
          return 'done';
        }
        const replaced = { state: 'replaced', at: now, by: changedBy } as const;
        await movePolicy(transaction, dialect, { state: 'pending' }, replaced);
        if (state === 'effective') {
          const { id } = effective;
          await movePolicy(transaction, dialect, { id, state }, replaced);
        }
        await insertPolicy(transaction, dialect, change);
        return 'made';
      });
      if (came !== 'lost') {
        return came === 'made'
          ? { change, before: effective, preview }
          : undefined;
      }
    } catch (error: unknown) {
      if (
        !dialect.isUniqueViolation(error) &&
        !dialect.isConcurrencyError(error)
      ) {
        throw error;
      }
    }
  }
  throw new ConflictError(
    'How long events are kept is being changed by others at the same time; look at what it is by now, and try again',
  );
}
