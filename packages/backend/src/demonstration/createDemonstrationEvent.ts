// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { UUID } from 'uuidv7';
import type { Randomness } from './Randomness';

/** By this label the page tells made-up events from real ones. */
export const DEMONSTRATION_LABEL = 'demonstration';

/** An event as a scene tells it; what follows from that is filled in. */
export type Occurrence = Pick<
  NewAuditEvent,
  'plugin' | 'event' | 'actor' | 'targets'
> &
  Partial<
    Pick<
      NewAuditEvent,
      'severity' | 'outcome' | 'projects' | 'request' | 'error' | 'meta'
    >
  > & {
    /** When it began, in epoch milliseconds. */
    readonly at: number;
    /** The kind of action or query, the last part of the action's name. */
    readonly kind?: string;
    readonly durationMs: number;
  };

/** The event with its ids minted for the past in which it is set: the time in the id is when the operation ended. */
export function createDemonstrationEvent(
  occurrence: Occurrence,
  randomness: Randomness,
): NewAuditEvent {
  const { at, kind, durationMs, ...given } = occurrence;
  const outcome = given.outcome ?? 'succeeded';
  const action = [given.plugin, given.event, kind].filter(Boolean).join('.');
  const recordedAt = at + durationMs;
  return {
    severity: 'medium',
    projects: [],
    meta: {},
    ...given,
    outcome,
    action,
    category: describeAction(action).category,
    id: mintId(recordedAt, randomness),
    operationId: mintId(at, randomness),
    occurredAt: new Date(at).toISOString(),
    recordedAt: new Date(recordedAt).toISOString(),
    ...(outcome !== 'unfinished' && { durationMs }),
    labels: [DEMONSTRATION_LABEL],
  };
}

function mintId(time: number, randomness: Randomness): string {
  return UUID.fromFieldsV7(
    time,
    randomness.integer(0, 0xfff),
    randomness.integer(0, 0x3fffffff),
    randomness.integer(0, 0xffffffff),
  ).toString();
}
