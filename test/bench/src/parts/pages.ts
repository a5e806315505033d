// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';
import type { Measurement, Side } from '../measuring/Measurement';
import { ReadLedger } from '../reading/ReadLedger';
import { sampleEvents } from '../reading/sampleEvents';
import { PAIRS, SINGLE_FILTERS } from '../reading/searches';
import { timedInTurn } from '../reading/timedInTurn';

/** The first page of each kind of search, of a large ledger, by one SELECT of the same, and of a small ledger. */
export const pages: BenchPart = {
  name: 'pages',
  title:
    'first page, any single filter and the usual pairs, at 5 million events',
  async open(bench) {
    const { sizes } = bench;
    const large = await ReadLedger.open(bench, await bench.seeded(sizes.large));
    const small = await ReadLedger.open(bench, await bench.seeded(sizes.small));
    const ofLarge = await sampleEvents(large, sizes.pages);
    const ofSmall = await sampleEvents(small, sizes.pages);
    const sides: Side[] = [];
    const measurements: Measurement[] = [];
    for (const [name, kind] of Object.entries({
      ...SINGLE_FILTERS,
      ...PAIRS,
    })) {
      const searches = ofLarge.map((event, index) => ({
        inLarge: large.search(kind(event)),
        inSmall: small.search(kind(ofSmall[index])),
      }));
      sides.push({
        name,
        run: () =>
          timedInTurn(searches, {
            page: ({ inLarge }) => large.page(inLarge),
            select: ({ inLarge }) => large.select(inLarge),
            small: ({ inSmall }) => small.page(inSmall),
          }),
      });
      const of = { side: name, value: 'page p95' };
      measurements.push(
        {
          name: `first page by ${name} against SELECT`,
          unit: 'ms',
          of,
          comparedTo: {
            side: name,
            value: 'select p95',
            what: 'raw SELECT, p95',
          },
          target: { atMost: 1.5 },
        },
        {
          name: `first page by ${name} against a small ledger`,
          unit: 'ms',
          of,
          comparedTo: {
            side: name,
            value: 'small p95',
            what: `of ${small.seeded.events.toLocaleString('en')} events, p95`,
          },
          target: { atMost: 1.3 },
        },
      );
    }
    return {
      sides,
      measurements,
    };
  },
};
