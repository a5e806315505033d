// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';

/** What something was, at the time of an event. */
export interface RecordedState {
  readonly title: string;
  readonly value: object;
  /** JSON Pointer to it in the event. */
  readonly pointer: string;
}

/** Where events of the catalog have it in their meta. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ['state', 'As it came'],
  ['lastState', 'As it last was'],
]);

/** The states that an event of the catalog holds of entities that came or went, and what else its meta says. */
export function statesOf({ plugin, meta }: AuditEvent): {
  readonly states: readonly RecordedState[];
  readonly details: AuditEvent['meta'];
} {
  const states: RecordedState[] = [];
  const details = Object.entries(meta).filter(([name, value]) => {
    const title = plugin === 'catalog' ? TITLES.get(name) : undefined;
    if (!title || typeof value !== 'object' || value === null) {
      return true;
    }
    states.push({ title, value, pointer: `/meta/${name}` });
    return false;
  });
  return { states, details: Object.fromEntries(details) };
}
