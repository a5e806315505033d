// SPDX-License-Identifier: Apache-2.0
import type { SealedEvent } from '../../query/AuditEventReader';
import type { ArchiveContent } from '../files/ArchiveFile';

/** Counts what goes into a file. */
export class ContentTally {
  private readonly ranges: [from: number, to: number][] = [];
  private count = 0;
  private occurredFrom = Infinity;
  private occurredTo = -Infinity;

  /** Throws unless the event has a sequence above that of the one before. */
  add({ event }: SealedEvent): void {
    const { sequence } = event;
    const last = this.ranges.at(-1);
    if (sequence === undefined || sequence < (last?.[1] ?? 0)) {
      throw new Error(
        `Event ${event.id} with sequence ${sequence} comes after sequence ${
          last ? last[1] - 1 : 'none'
        }: a file has its events in the order of their sequences, each once`,
      );
    }
    if (last?.[1] === sequence) {
      last[1]++;
    } else {
      this.ranges.push([sequence, sequence + 1]);
    }
    const occurred = Date.parse(event.occurredAt);
    this.occurredFrom = Math.min(this.occurredFrom, occurred);
    this.occurredTo = Math.max(this.occurredTo, occurred);
    this.count++;
  }

  get events(): number {
    return this.count;
  }

  content(file: Pick<ArchiveContent, 'bytes' | 'sha256'>): ArchiveContent {
    return {
      events: this.count,
      ...file,
      occurredFrom: this.occurredFrom,
      occurredTo: this.occurredTo,
      sequences: this.ranges,
    };
  }
}
