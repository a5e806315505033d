// SPDX-License-Identifier: Apache-2.0
import type { Hold } from 'backstage-plugin-audit-log-common';
import type { WindowedSearch } from '../../query/AuditEventReader';

/** What a hold goes by. */
export type HoldMatch = Pick<Hold, 'from' | 'to' | 'project' | 'actor'>;

/** When the events of a hold began: [from, to), epoch milliseconds, each end where it has one. */
export function windowOf({ from, to }: HoldMatch): {
  readonly from?: number;
  readonly to?: number;
} {
  return {
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
  };
}

/** Whether a hold is about a time from one to another, both included. */
export function overlaps(
  hold: HoldMatch,
  times: { readonly first: number; readonly last: number },
): boolean {
  const { from = -Infinity, to = Infinity } = windowOf(hold);
  return from <= times.last && to > times.first;
}

/** Whether the time of an event is all that a hold goes by. */
export function isOfPeriodAlone({ project, actor }: HoldMatch): boolean {
  return project === undefined && actor === undefined;
}

/** The search that finds what a hold matches, but for its times. References in capitals are meant as the catalog writes them, too. */
export function searchOf({ project, actor }: HoldMatch): WindowedSearch {
  const forms = (ref: string) => [...new Set([ref, ref.toLowerCase()])];
  return {
    include: {
      ...(project !== undefined && { project: forms(project) }),
      ...(actor !== undefined && { actor: forms(actor) }),
    },
    exclude: {},
    order: 'oldest',
  };
}
