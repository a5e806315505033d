// SPDX-License-Identifier: Apache-2.0
import { stringifyError } from '@backstage/errors';
import type {
  AuditEvent,
  VerificationFinding,
} from 'backstage-plugin-audit-log-common';
import {
  canonicalJson,
  leafHash,
  type Seal,
} from 'backstage-plugin-audit-log-verify';
import type { Dialect } from '../../database/dialect';
import { sealedEventFromRow } from '../../database/eventFromRow';
import { eventToRow, type StoredEvent } from '../../database/eventRow';
import { withSeal } from '../../database/sealEvent';
import type { EventRefRow, EventRow } from '../../database/tables';
import type { SequencedEventRow } from '../operations/readStep';

/** What a row turned out to be: its leaf, computed anew, and what else is to be looked at. */
export interface CheckedEvent {
  /** Undefined when there is nothing that could be computed. */
  readonly leaf?: Buffer;
  readonly seal?: Seal;
  readonly finding?: VerificationFinding;
}

/**
 * Computes the leaf of a row anew, and everything that is stored only because it follows from the event: the columns that
 * events are found by, the words, the references of further targets and projects.
 */
export function checkEvent(
  row: SequencedEventRow,
  refs: readonly EventRefRow[],
  sequence: number,
  dialect: Dialect,
): CheckedEvent {
  const found = { sequence, eventId: row.id };
  let event: AuditEvent;
  let seal: Seal | undefined;
  let leaf: Buffer;
  let expected: StoredEvent;
  try {
    ({ event, seal } = sealedEventFromRow(row, dialect));
    if (!seal) {
      const message = `Event ${sequence} has no seal any more`;
      return { finding: { kind: 'altered', message, ...found } };
    }
    leaf = leafHash(event, seal);
    expected = eventToRow(event);
  } catch (error: unknown) {
    const message = `Event ${sequence} cannot be read as one that was sealed: ${stringifyError(
      error,
    )}`;
    return { finding: { kind: 'altered', message, ...found } };
  }
  const details = withSeal(expected.row.details, seal);
  const differing = [
    ...columnsThatDiffer(row, { ...expected.row, details }, dialect),
    ...(haveRefs(refs, row, expected, dialect) ? [] : ['references']),
  ];
  if (differing.length === 0) {
    return { leaf, seal };
  }
  const message = `What is stored of event ${sequence} beside it does not follow from it: ${differing.join(
    ', ',
  )}`;
  return { leaf, seal, finding: { kind: 'derived', message, ...found } };
}

function columnsThatDiffer(
  row: EventRow,
  expected: StoredEvent['row'],
  dialect: Dialect,
): string[] {
  const names = Object.keys(expected) as (keyof StoredEvent['row'])[];
  return names.filter(name => {
    const stored = row[name];
    const value = expected[name];
    if (stored === value) {
      return false;
    }
    switch (name) {
      case 'occurred_at':
      case 'recorded_at':
        return dialect.readTime(stored as EventRow['occurred_at']) !== value;
      case 'has_more_refs':
        return Number(stored) !== Number(value);
      case 'details':
        return !isSameJson(String(stored), String(value));
      default:
        return (
          value === null || stored === null || String(stored) !== String(value)
        );
    }
  });
}

/** What an earlier version wrote may have its members in another order. */
function isSameJson(stored: string, expected: string): boolean {
  return (
    stored === expected ||
    canonicalJson(JSON.parse(stored)) === canonicalJson(JSON.parse(expected))
  );
}

function haveRefs(
  refs: readonly EventRefRow[],
  row: EventRow,
  expected: StoredEvent,
  dialect: Dialect,
): boolean {
  if (refs.length === 0 && expected.refs.length === 0) {
    return true;
  }
  const key = (kind: number, ref: string) => `${kind} ${ref}`;
  const wanted = new Set(expected.refs.map(({ kind, ref }) => key(kind, ref)));
  const time = dialect.readTime;
  return (
    refs.length === wanted.size &&
    refs.every(
      ref =>
        ref.stream === row.stream &&
        wanted.has(key(ref.kind, ref.ref)) &&
        time(ref.recorded_at) === time(row.recorded_at) &&
        time(ref.occurred_at) === time(row.occurred_at),
    )
  );
}
