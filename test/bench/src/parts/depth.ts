// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';
import { ReadLedger } from '../reading/ReadLedger';
import { timed } from '../reading/timed';

/** A page far down, by where the page before it ended, against the first page and against counting all that is above it. */
export const depth: BenchPart = {
  name: 'depth',
  title: 'page at depth 1 million',
  async open(bench) {
    const { sizes } = bench;
    const ledger = await ReadLedger.open(
      bench,
      await bench.seeded(sizes.large),
    );
    const search = ledger.search();
    const { rows } = await ledger.client.query<{ at: Date; id: string }>(
      'SELECT occurred_at AS at, id FROM audit_events ORDER BY occurred_at DESC, id DESC OFFSET $1 LIMIT 1',
      [sizes.depth],
    );
    const position = {
      by: 'time',
      direction: 'next',
      time: rows[0].at.getTime(),
      id: rows[0].id,
    } as const;
    const pages = Array.from({ length: sizes.pages }, (_, index) => index);
    return {
      sides: [
        {
          name: 'deep',
          run: () => timed(pages, () => ledger.page(search, position)),
        },
        {
          name: 'first',
          run: () => timed(pages, () => ledger.page(search)),
        },
        {
          name: 'OFFSET',
          run: () => timed([1], () => ledger.select(search, sizes.depth)),
        },
      ],
      measurements: [
        {
          name: 'page at depth against the first page',
          unit: 'ms',
          of: { side: 'deep', value: 'p50' },
          comparedTo: { side: 'first', value: 'p50', what: 'the first page' },
          target: { atMost: 1.5 },
        },
        {
          name: 'page by OFFSET against the page at depth',
          unit: 'ms',
          of: { side: 'OFFSET', value: 'p50' },
          comparedTo: {
            side: 'deep',
            value: 'p50',
            what: 'the same by its place',
          },
          target: { atLeast: 100 },
        },
      ],
    };
  },
};
