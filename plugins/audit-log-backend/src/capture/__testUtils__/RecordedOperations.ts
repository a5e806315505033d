// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { eventually } from '../../__testUtils__/eventually';
import {
  storedAndRecountedRollups,
  storedSequences,
} from '../../__testUtils__/storedLedger';
import { OUTCOMES } from 'backstage-plugin-audit-log-common';
import { hasUnsequencedBatches } from '../../database/operations/hasUnsequencedBatches';
import { TABLES, type EventRow } from '../../database/tables';

/** What processes have said of the operations that they recorded. */
export interface Said {
  /** Ids of operations that were to go on. */
  readonly began: readonly string[];
  /** Operations whose end was acknowledged, each with the id of its event. */
  readonly ended: ReadonlyMap<string, string>;
  /** Ids of operations that must not happen. */
  readonly refused: readonly string[];
}

export function readSaid(lines: readonly string[]): Said {
  const words = lines.map(line => line.split(' '));
  const of = (kind: string) => words.filter(([first]) => first === kind);
  return {
    began: of('began').map(([, id]) => id),
    ended: new Map(of('ended').map(([, id, event]) => [id, event])),
    refused: of('refused').map(([, id]) => id),
  };
}

/** An operation that is on record, with its events. */
type Recorded = ReadonlyMap<
  string,
  readonly { readonly id: string; readonly outcome: string }[]
>;

/** What is on record of operations, once all of it is in order; fails if the order has a gap or the counts are wrong. */
export async function recordedOperations(knex: Knex): Promise<Recorded> {
  await eventually(
    () => hasUnsequencedBatches(knex),
    isUnsequenced => !isUnsequenced,
  );
  const inOrder = await storedSequences(knex);
  expect(inOrder.map(({ sequence }) => sequence)).toEqual(
    inOrder.map((_, index) => index),
  );
  const { stored, recounted } = await storedAndRecountedRollups(knex);
  expect(stored).toEqual(recounted);
  const rows = await knex<EventRow>(TABLES.events)
    .whereNot('plugin', 'audit-log')
    .select('id', 'operation_id', 'outcome');
  const recorded = new Map<string, { id: string; outcome: string }[]>();
  for (const { id, operation_id: operation, outcome } of rows) {
    const events = recorded.get(operation) ?? [];
    recorded.set(operation, [...events, { id, outcome: OUTCOMES[outcome] }]);
  }
  return recorded;
}

/** How many operations were on record in which way. */
export interface Figures {
  readonly acknowledged: number;
  readonly unfinished: number;
  readonly endedUnheard: number;
}

/**
 * Fails unless each operation that was to go on is on record exactly once: those whose end was acknowledged by this end,
 * all others by their end or as unfinished.
 */
export function expectOnRecordOnce(said: Said, recorded: Recorded): Figures {
  const { began, ended, refused } = said;
  const wrong: unknown[] = [];
  const figures = { acknowledged: 0, unfinished: 0, endedUnheard: 0 };
  for (const operation of began) {
    const events = recorded.get(operation) ?? [];
    const acknowledged = ended.get(operation);
    const [event] = events;
    if (
      events.length !== 1 ||
      (acknowledged && event.id !== acknowledged) ||
      (acknowledged && event.outcome === 'unfinished')
    ) {
      wrong.push({ operation, acknowledged, events });
    } else if (acknowledged) {
      figures.acknowledged += 1;
    } else if (event.outcome === 'unfinished') {
      figures.unfinished += 1;
    } else {
      figures.endedUnheard += 1;
    }
  }
  expect(wrong).toEqual([]);
  expect(figures.acknowledged).toBe(ended.size);
  expect(refused.filter(operation => recorded.has(operation))).toEqual([]);
  // Of what nobody heard that it began, too, there is one event.
  expect([...recorded.values()].filter(({ length }) => length !== 1)).toEqual(
    [],
  );
  return figures;
}
