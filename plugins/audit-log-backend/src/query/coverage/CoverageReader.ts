// SPDX-License-Identifier: Apache-2.0
import type { Coverage } from 'backstage-plugin-audit-log-common';
import { readMismatches } from '../../database/operations/readMismatches';
import type { EventTypeRegistry } from '../../eventTypes/EventTypeRegistry';
import type { QueryContext } from '../operations/runBounded';
import { countActions } from './countActions';
import { coverActions } from './coverActions';
import { readSeenActions } from './readSeenActions';

const HOUR_MS = 60 * 60 * 1000;
const COUNTED_MS = 30 * 24 * HOUR_MS;
/** Whoever reports from outside chooses the actions, and could choose another one each time. */
const MOST_ACTIONS = 5_000;
const BUDGET_MS = 15_000;
const COUNT_BUDGET_MS = 5_000;
/** How long an answer serves those who ask next. */
const KEPT_MS = 10_000;

export interface CoverageReaderOptions extends QueryContext {
  readonly registry: EventTypeRegistry;
  readonly mostActions?: number;
}

/** Tells which actions are declared and which of them were seen. Those who ask at the same time share one answer. */
export class CoverageReader {
  static create(options: CoverageReaderOptions): CoverageReader {
    return new CoverageReader(options);
  }

  #last:
    | { readonly at: number; readonly answer: Promise<Coverage> }
    | undefined;

  private constructor(private readonly options: CoverageReaderOptions) {}

  async read(now: number): Promise<Coverage> {
    if (!this.#last || now - this.#last.at >= KEPT_MS) {
      const last = { at: now, answer: this.#read(now) };
      this.#last = last;
      last.answer.catch(() => {
        if (this.#last === last) {
          this.#last = undefined;
        }
      });
    }
    return this.#last.answer;
  }

  async #read(now: number): Promise<Coverage> {
    const { registry, mostActions = MOST_ACTIONS } = this.options;
    const from = Math.floor((now - COUNTED_MS) / HOUR_MS) * HOUR_MS;
    const [seen, counts, mismatches] = await Promise.all([
      readSeenActions(this.options, mostActions, BUDGET_MS),
      countActions(this.options, from, COUNT_BUDGET_MS),
      readMismatches(this.options.knex),
    ]);
    return {
      items: coverActions({
        registry,
        seen,
        counts,
        mismatches,
        dialect: this.options.dialect,
      }),
      countedFrom: new Date(from).toISOString(),
      complete: seen.length < mostActions,
    };
  }
}
