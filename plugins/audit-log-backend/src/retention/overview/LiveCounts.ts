// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { countLive, type LiveCount } from '../policy/countLive';
import { countPeriod, type KindCount } from '../policy/operations/countPeriod';
import type { PeriodLength } from '../policy/periods';
import { Remembered } from './Remembered';

/** How many live events there are, each period of which is counted anew no more often than it costs little. */
export class LiveCounts {
  static create(options: {
    readonly knex: Knex;
    readonly dialect: Dialect;
    readonly length: PeriodLength;
  }): LiveCounts {
    return new LiveCounts(options);
  }

  #periods = new Map<string, Remembered<readonly KindCount[]>>();

  private constructor(
    private readonly options: Parameters<typeof LiveCounts.create>[0],
  ) {}

  read(): Promise<readonly LiveCount[]> {
    const { knex, dialect } = this.options;
    const periods = this.#periods;
    return countLive({
      ...this.options,
      count: period => {
        const { name } = period;
        const known =
          periods.get(name) ??
          new Remembered(() => countPeriod(knex, dialect, period));
        periods.set(name, known);
        return known.get();
      },
    });
  }

  /** Counts anew from now on. */
  forget(): void {
    this.#periods = new Map();
  }
}
