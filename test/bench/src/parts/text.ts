// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';
import { ReadLedger } from '../reading/ReadLedger';
import { ABSENT_TEXTS, COMMON_TEXTS } from '../reading/texts';
import { timed } from '../reading/timed';

/** The first page of two words, which many events have, or none, looked for in a whole year. */
export const text: BenchPart = {
  name: 'text',
  title: 'free text of two words over a year',
  async open(bench) {
    const { sizes } = bench;
    const ledger = await ReadLedger.open(
      bench,
      await bench.seeded(sizes.large),
    );
    const searches = (texts: readonly string[]) =>
      Array.from({ length: sizes.pages }, (_, index) =>
        ledger.search({ q: texts[index % texts.length] }),
      );
    const everything = searches([]);
    const first = { side: 'first', value: 'p95', what: 'the first page, p95' };
    return {
      sides: [
        {
          name: 'common',
          run: () =>
            timed(searches(COMMON_TEXTS), async search => {
              const { items } = await ledger.page(search);
              if (items.length === 0) {
                throw new Error(`No event has the words '${search.q}'`);
              }
            }),
        },
        {
          name: 'absent',
          run: () =>
            timed(searches(ABSENT_TEXTS), async search => {
              const { items } = await ledger.page(search);
              if (items.length > 0) {
                throw new Error(`Some event has the words '${search.q}'`);
              }
            }),
        },
        {
          name: 'first',
          run: () => timed(everything, search => ledger.page(search)),
        },
      ],
      measurements: [
        {
          name: 'free text of two common words',
          unit: 'ms',
          of: { side: 'common', value: 'p95' },
          comparedTo: first,
          target: { atMost: 3 },
        },
        {
          name: 'free text of two words that no event has',
          unit: 'ms',
          of: { side: 'absent', value: 'p95' },
          comparedTo: first,
          target: { atMost: 10 },
        },
      ],
    };
  },
};
