// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';
import { ReadLedger } from '../reading/ReadLedger';
import { sampleEvents } from '../reading/sampleEvents';
import { PAIRS, SINGLE_FILTERS } from '../reading/searches';
import {
  ABSENT_TEXTS,
  COMMON_TEXTS,
  NEVER_TOGETHER_TEXTS,
} from '../reading/texts';
import { ABSENT_SEARCHES } from '../reading/absentSearches';

/** Every kind of search over the whole year, for what is there and for what is not: the slowest of all. */
export const bounded: BenchPart = {
  name: 'bounded',
  title:
    'any filter or text at 5 million events, whether found or not: a page, if need be a partial one',
  async open(bench) {
    const ledger = await ReadLedger.open(
      bench,
      await bench.seeded(bench.sizes.large),
    );
    const [sample] = await sampleEvents(ledger, 1);
    const searches = {
      ...Object.fromEntries(
        Object.entries({ ...SINGLE_FILTERS, ...PAIRS }).map(([name, kind]) => [
          name,
          kind(sample),
        ]),
      ),
      ...ABSENT_SEARCHES,
      ...Object.fromEntries(
        [...COMMON_TEXTS, ...ABSENT_TEXTS, ...NEVER_TOGETHER_TEXTS].map(q => [
          `'${q}'`,
          { q },
        ]),
      ),
    };
    const slowest = new Map<string, number>();
    return {
      sides: [
        {
          name: 'searches',
          async run() {
            let slowestOfRound = 0;
            for (const [name, search] of Object.entries(searches)) {
              const begun = performance.now();
              await ledger.page(ledger.search(search));
              const time = performance.now() - begun;
              slowest.set(name, Math.max(time, slowest.get(name) ?? 0));
              slowestOfRound = Math.max(time, slowestOfRound);
            }
            return { slowest: slowestOfRound };
          },
        },
      ],
      measurements: [
        {
          name: 'the slowest of all searches',
          unit: 'ms',
          of: { side: 'searches', value: 'slowest' },
          target: { atMost: 2_000 },
        },
      ],
      notes: () => [
        `The slowest of ${slowest.size} searches, in ms: ${[...slowest]
          .sort(([, one], [, other]) => other - one)
          .slice(0, 6)
          .map(([name, time]) => `${name} ${Math.round(time)}`)
          .join(', ')}.`,
      ],
    };
  },
};
