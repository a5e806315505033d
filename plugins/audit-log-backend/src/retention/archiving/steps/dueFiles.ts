// SPDX-License-Identifier: Apache-2.0
import type { Period } from '../../files/ArchiveFile';
import type { CompiledPolicy } from '../../policy/compilePolicy';
import { periodOf, type PeriodLength } from '../../policy/periods';
import { earliestRecorded } from '../operations/earliestRecorded';
import {
  firstKindOf,
  hasEventOf,
  kindsIn,
  type EventKind,
} from '../operations/kindsOf';
import type { WorkContext } from '../WorkContext';

/** Events of a period and class that are due to leave the live table. */
export interface DueFile {
  readonly period: Period;
  readonly class: string;
}

/**
 * What of the live table is due, the earliest first. Costs some look-ups into indexes and a look at the counts for each period
 * that is due and has something in it, however many events there are.
 */
export async function* dueFiles(
  { knex, dialect }: Pick<WorkContext, 'knex' | 'dialect'>,
  policy: CompiledPolicy,
  options: {
    readonly length: PeriodLength;
    readonly now: number;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<DueFile> {
  const { length, now, signal } = options;
  for (let from = 0; ; ) {
    signal.throwIfAborted();
    const earliest = await earliestRecorded(knex, dialect, from);
    if (earliest === undefined) {
      return;
    }
    const period = periodOf(earliest, length);
    const due = new Set(
      policy.classes.filter(name => policy.archiveAt(period, name) <= now),
    );
    if (due.size === 0) {
      // What is recorded later is due later.
      return;
    }
    const kinds = await kindsByClass(knex, dialect, policy, period);
    let found = 0;
    for (const name of policy.classes) {
      const some = kinds.get(name) ?? [];
      if (due.has(name) && (await hasEventOf(knex, dialect, period, some))) {
        found += 1;
        yield { period, class: name };
      }
    }
    if (found === 0) {
      // Events whose time of occurrence is far off are not counted where they would be looked for.
      const kind = await firstKindOf(knex, dialect, period);
      const name = kind && policy.classOf(kind);
      if (name !== undefined && due.has(name)) {
        yield { period, class: name };
      }
    }
    from = period.to;
  }
}

async function kindsByClass(
  knex: WorkContext['knex'],
  dialect: WorkContext['dialect'],
  policy: CompiledPolicy,
  period: Period,
): Promise<ReadonlyMap<string, readonly EventKind[]>> {
  const kinds = new Map<string, EventKind[]>();
  for (const kind of await kindsIn(knex, dialect, period)) {
    const name = policy.classOf(kind);
    kinds.set(name, [...(kinds.get(name) ?? []), kind]);
  }
  return kinds;
}
