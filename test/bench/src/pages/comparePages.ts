// SPDX-License-Identifier: Apache-2.0
import type { Figure } from '../report';
import { measurePages, type PageFigures } from './measurePages';

/** Pages of a small and of a large ledger, each of which should cost the same as the first page of the small one. */
export async function comparePages(options: {
  /** Gives an empty database: a PostgreSQL connection string, or the path of an SQLite file. */
  readonly newDatabase: () => Promise<string>;
  readonly sizes: readonly number[];
}): Promise<readonly Figure[]> {
  const measured: PageFigures[] = [];
  for (const size of options.sizes) {
    measured.push(await measurePages(await options.newDatabase(), size));
  }
  const [{ first: base, filtered: filteredBase }] = measured;
  return measured.flatMap(({ events, first, deep, filtered }) => {
    const of = `of ${events.toLocaleString('en')} events`;
    return [
      figure(`first page ${of}`, first, base),
      figure(`page after nine tenths ${of}`, deep, base),
      figure(
        `first page of one actor's failures ${of}`,
        filtered,
        filteredBase,
      ),
    ];
  });
}

function figure(what: string, milliseconds: number, base: number): Figure {
  return {
    what,
    figure: `${milliseconds.toFixed(1)} ms`,
    ratio: (milliseconds / base).toFixed(2),
  };
}
