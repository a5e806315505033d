// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../database/dialect';
import type { StoredEvent } from '../database/eventRow';
import { AppendRefusedError } from './AppendParticipant';
import type { BatchWriter } from './BatchWriter';
import type { Batches } from './GroupCommit';

/**
 * Finds the event for which the database refuses a batch, by halves, so that one event never keeps the others out. Events
 * are made storable before they come here; this is for what that did not foresee. Of those that a participant refuses it is
 * told which.
 */
export class BisectingBatches implements Batches {
  static create(options: {
    readonly writer: BatchWriter;
    readonly dialect: Dialect;
  }): BisectingBatches {
    return new BisectingBatches(options.writer, options.dialect);
  }

  private constructor(
    private readonly writer: BatchWriter,
    private readonly dialect: Dialect,
  ) {}

  async write(
    events: readonly StoredEvent[],
  ): Promise<ReadonlyMap<string, unknown>> {
    try {
      await this.writer.write(events);
      return new Map();
    } catch (error: unknown) {
      if (error instanceof AppendRefusedError) {
        return this.writeOthers(events, error);
      }
      if (!this.dialect.isRefusedValue(error)) {
        throw error;
      }
      if (events.length === 1) {
        return new Map([[events[0].row.id, error]]);
      }
      const middle = Math.ceil(events.length / 2);
      const first = await this.write(events.slice(0, middle));
      const second = await this.write(events.slice(middle));
      return new Map([...first, ...second]);
    }
  }

  private async writeOthers(
    events: readonly StoredEvent[],
    refusal: AppendRefusedError,
  ): Promise<ReadonlyMap<string, unknown>> {
    const refused = new Set(refusal.eventIds);
    const others = events.filter(({ row }) => !refused.has(row.id));
    const unstorable = others.length > 0 ? await this.write(others) : [];
    return new Map([
      ...unstorable,
      ...refusal.eventIds.map(id => [id, refusal] as const),
    ]);
  }
}
