// SPDX-License-Identifier: Apache-2.0
import type { WaitingEvents } from 'backstage-plugin-audit-log-node';

export interface WaitingInAllOptions {
  /** For the ledger. */
  readonly ledger: WaitingEvents;
  /** From before the plugin had started, once that is known. */
  readonly starting: () => WaitingEvents | undefined;
  /** Bytes that each of the two journals may take. */
  readonly maxSize: number;
}

/**
 * How much waits in this process. What waits from before the plugin had started is in a journal of its own, and counts for as long
 * as it is not handed on, with what its journal takes: nothing comes after it until then.
 */
export class WaitingInAll {
  readonly #options: WaitingInAllOptions;

  private constructor(options: WaitingInAllOptions) {
    this.#options = options;
  }

  static create(options: WaitingInAllOptions): WaitingInAll {
    return new WaitingInAll(options);
  }

  /** How many events wait. */
  get size(): number {
    return this.#options.ledger.size + this.sizeBeforeStart;
  }

  /** How many of them are from before the plugin had started. */
  get sizeBeforeStart(): number {
    return this.#options.starting()?.size ?? 0;
  }

  /** How many there was no room for. */
  get lost(): number {
    const { ledger, starting } = this.#options;
    return ledger.lost + (starting()?.lost ?? 0);
  }

  /** What the journals take of the disk. */
  get journalBytes(): number {
    const { ledger, starting } = this.#options;
    return (
      ledger.journalBytes +
      (this.sizeBeforeStart > 0 ? starting()!.journalBytes : 0)
    );
  }

  /** What they may take. */
  get journalMaxBytes(): number {
    const { maxSize } = this.#options;
    return this.sizeBeforeStart > 0 ? 2 * maxSize : maxSize;
  }

  /** How full the journal is that what comes now is written to, from 0 to 1. */
  get fill(): number {
    return this.#options.ledger.fill;
  }

  /** Whether what comes now survives the process. */
  get isJournaling(): boolean {
    return this.#options.ledger.isJournaling;
  }
}
