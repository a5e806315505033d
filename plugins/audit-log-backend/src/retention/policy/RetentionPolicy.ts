// SPDX-License-Identifier: Apache-2.0

/** The name of what no rule of a policy matches. */
export const DEFAULT_CLASS = 'default';

/**
 * How long events are kept. Durations are calendar durations in the form of ISO 8601, such as `P1Y` or `P90D`, and are counted
 * in UTC: a year from 29 February ends on 28 February.
 */
export interface RetentionPolicy {
  /** How long events stay in the database. */
  readonly live: string;
  /** How long they are in the archive from then on; `P0D` for not at all, `forever` for without end. */
  readonly archive: string;
  /** The first that matches an event decides; what is absent in it is as for all. */
  readonly rules: readonly RetentionRule[];
}

/** How long some events are kept. One that says neither category nor action matches nothing. */
export interface RetentionRule {
  /** Names the class of events; part of the names of their files: a-z, 0-9 and -, up to 40, not `default`. */
  readonly name: string;
  /** Categories, alternatives of one another. */
  readonly category?: readonly string[];
  /** Actions, such as `scaffolder.task.create`, alternatives of one another; `*` in one stands for any text. */
  readonly action?: readonly string[];
  readonly live?: string;
  readonly archive?: string;
}
