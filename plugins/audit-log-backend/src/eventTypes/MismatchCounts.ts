// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { NewMismatchRow } from '../database/operations/addMismatches';
import type { DeclaredType } from './Declaration';
import type { Mismatch } from './MetaCheck';

/**
 * Counts the events that were not as declared, between two times that they are written down. There are no more counts than
 * types that were declared. A process that dies takes along what it has not written; the marks of the events stay.
 */
export class MismatchCounts {
  #rows = new Map<string, NewMismatchRow>();

  add(event: NewAuditEvent, declared: DeclaredType, mismatch: Mismatch): void {
    this.#put({
      action: declared.type.action,
      schema: declared.check?.digest ?? '',
      plugin: declared.type.plugin,
      events: 1,
      last_seen: Date.parse(event.occurredAt),
      event_id: event.id,
      ...mismatch,
    });
  }

  /** Has what was counted written down, and keeps it when it could not be. */
  async flush(
    write: (rows: readonly NewMismatchRow[]) => Promise<void>,
  ): Promise<void> {
    const rows = this.#rows;
    if (rows.size === 0) {
      return;
    }
    this.#rows = new Map();
    try {
      await write([...rows.values()]);
    } catch (error: unknown) {
      rows.forEach(row => this.#put(row));
      throw error;
    }
  }

  #put(row: NewMismatchRow): void {
    const key = `${row.action} ${row.schema}`;
    const before = this.#rows.get(key);
    const last = before && before.last_seen > row.last_seen ? before : row;
    this.#rows.set(key, {
      ...last,
      events: row.events + (before?.events ?? 0),
    });
  }
}
