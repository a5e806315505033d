// SPDX-License-Identifier: Apache-2.0
import { stringifyError } from '@backstage/errors';
import type {
  AuditEvent,
  VerificationFinding,
} from 'backstage-plugin-audit-log-common';
import { leafHash, type Seal } from 'backstage-plugin-audit-log-verify';
import { eventOf } from '../../database/eventFromRow';
import type { EventDetails } from '../../database/eventRow';
import type { StepEventRow } from '../operations/readEventRows';
import type { StepRefRow } from '../operations/readRefs';
import { columnsThatDiffer } from './columnsThatDiffer';
import { isDetailsOf } from './isDetailsOf';

/** The rows have their times as numbers already. */
const MILLISECONDS = { readTime: Number };

/** What a row turned out to be: its leaf, computed anew, and what else is to be looked at. */
export interface CheckedEvent {
  /** Undefined when there is nothing that could be computed. */
  readonly leaf?: Buffer;
  readonly seal?: Seal;
  readonly isAltered?: boolean;
  readonly finding?: VerificationFinding;
}

/**
 * Computes the leaf of a row anew. Where it is the one that is kept, the row has all that the leaf commits to as it was; what is
 * left to compare is what is stored only because it follows from the event: the columns that events are found by, the words,
 * the references of further targets and projects, and whatever else a column could hold that the event passes over.
 */
export function checkEvent(
  row: StepEventRow,
  refs: readonly StepRefRow[] | undefined,
  sequence: number,
  kept: Buffer | undefined,
): CheckedEvent {
  const found = { sequence, eventId: row.id };
  let details: EventDetails;
  let event: AuditEvent;
  let leaf: Buffer;
  let differing: string[];
  try {
    details = JSON.parse(row.details);
    const { seal } = details;
    if (!seal) {
      const message = `Event ${sequence} has no seal any more`;
      return { finding: { kind: 'altered', message, ...found } };
    }
    event = eventOf(row, details, MILLISECONDS);
    leaf = leafHash(event, seal);
    if (kept && !leaf.equals(kept)) {
      return { leaf, seal, isAltered: true };
    }
    differing = columnsThatDiffer(row, event, refs);
    if (!isDetailsOf(row.details, details, event)) {
      differing.push('details');
    }
  } catch (error: unknown) {
    const message = `Event ${sequence} cannot be read as one that was sealed: ${stringifyError(
      error,
    )}`;
    return { finding: { kind: 'altered', message, ...found } };
  }
  const { seal } = details;
  if (differing.length === 0) {
    return { leaf, seal };
  }
  const message = `What is stored of event ${sequence} beside it does not follow from it: ${differing.join(
    ', ',
  )}`;
  return { leaf, seal, finding: { kind: 'derived', message, ...found } };
}
