// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';

/** What a rule can go by. Never by person: that nobody's deeds can be hidden is what the log is for. */
export const MATCHERS = [
  'plugin',
  'event',
  'action',
  'severity',
  'actorType',
] as const;
export type Matcher = (typeof MATCHERS)[number];

/** Decides for the events that match all of its matchers. */
export interface RecordingRule {
  readonly effect: 'record' | 'ignore';
  readonly matches: (event: NewAuditEvent) => boolean;
}
