// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { GroupCommit } from './GroupCommit';

const LARGEST = 10;

/** What is written stays under way until the test ends it. */
class OpenBatches {
  readonly sizes: number[] = [];
  readonly #ends: (() => void)[] = [];

  readonly group = GroupCommit.create({
    batches: {
      write: events => {
        this.sizes.push(events.length);
        return new Promise(resolve => {
          this.#ends.push(() => resolve(new Map()));
        });
      },
    },
    lingerMs: 1,
    maxBatchSize: LARGEST,
  });

  readonly appended: Promise<void>[] = [];

  append(count: number): void {
    this.appended.push(this.group.append(eventsOf(count)));
  }

  /** Resolves once so many batches have begun. */
  async begun(count: number): Promise<void> {
    await eventually(
      async () => this.sizes.length,
      begun => begun >= count,
    );
  }

  /** What would happen by itself has happened then. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 10; turn++) {
      await nextTurn();
    }
  }

  endFirst(): void {
    this.#ends.shift()!();
  }
}

function eventsOf(count: number): readonly NewAuditEvent[] {
  return Array.from({ length: count }, () => auditEvent());
}

describe('GroupCommit', () => {
  let batches: OpenBatches;

  beforeEach(() => {
    batches = new OpenBatches();
  });

  it('begins a second batch the moment it is full, and no third one', async () => {
    batches.append(4);
    await batches.begun(1);
    batches.append(LARGEST - 1);
    await batches.settled();
    expect(batches.sizes).toEqual([4]);

    batches.append(1);
    await batches.begun(2);
    batches.append(LARGEST);
    await batches.settled();
    expect(batches.sizes).toEqual([4, LARGEST]);

    batches.endFirst();
    await batches.begun(3);
    batches.endFirst();
    batches.endFirst();
    await Promise.all(batches.appended);
    expect(batches.sizes).toEqual([4, LARGEST, LARGEST]);
  });

  it('makes one batch of what comes while another is under way', async () => {
    batches.append(1);
    await batches.begun(1);
    batches.append(2);
    batches.append(3);
    await batches.settled();
    batches.endFirst();
    await batches.begun(2);
    batches.endFirst();
    await Promise.all(batches.appended);
    expect(batches.sizes).toEqual([1, 5]);
  });
});
