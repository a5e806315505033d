// SPDX-License-Identifier: Apache-2.0
import { median } from '../median';
import type { Figure } from '../report';
import { openPages, type PageName, type Pages } from './openPages';

const ROUNDS = 51;
const WARM_UP_ROUNDS = 5;
const NAMES: Readonly<Record<PageName, string>> = {
  first: 'first page',
  deep: 'page after nine tenths',
  filtered: "first page of one actor's failures",
};

/**
 * Pages of a small and of a large ledger, in turn, so that both meet the same weather. A page in the depth is held
 * against the first one of the small ledger, as is the first one of the large.
 */
export async function comparePages(options: {
  /** Gives an empty database: a PostgreSQL connection string, or the path of an SQLite file. */
  readonly newDatabase: () => Promise<string>;
  readonly sizes: readonly number[];
}): Promise<readonly Figure[]> {
  const ledgers: Pages[] = [];
  try {
    for (const size of options.sizes) {
      ledgers.push(await openPages(await options.newDatabase(), size));
    }
    const pages = (Object.keys(NAMES) as PageName[]).flatMap(page =>
      ledgers.map(ledger => ({ page, ledger, times: [] as number[] })),
    );
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (const { page, ledger, times } of pages) {
        const time = await ledger.time(page);
        if (round >= 0) {
          times.push(time);
        }
      }
    }
    const base = (page: PageName) =>
      median(pages.find(it => it.page === page)?.times ?? []);
    return pages.map(({ page, ledger, times }) => ({
      what: `${NAMES[page]} of ${ledger.events.toLocaleString('en')} events`,
      figure: `${median(times).toFixed(1)} ms`,
      ratio: (
        median(times) / base(page === 'filtered' ? 'filtered' : 'first')
      ).toFixed(2),
    }));
  } finally {
    await Promise.all(ledgers.map(ledger => ledger.close()));
  }
}
