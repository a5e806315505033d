// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { BenchPart } from '../Bench';
import { ReadLedger } from '../reading/ReadLedger';
import { timed } from '../reading/timed';

const WINDOW_MS = 30 * 24 * 60 * 60 * 1000;
const SUMMARIES = 3;
/** What the page counts by, of what the hourly counts tell apart. */
const FACETS = [
  'actor',
  'action',
  'plugin',
  'category',
  'severity',
  'outcome',
] as const;

const IN_WINDOW = `${TABLES.events} WHERE occurred_at >= $1 AND occurred_at < $2
  AND recorded_at >= $1 AND recorded_at < $2::timestamptz + interval '7 days'`;

/** What there is in 30 days: how many, by the day, and by each facet; against the GROUP BY statements that say the same. */
export const summary: BenchPart = {
  name: 'summary',
  title: 'summary (counts, facets, timeline) of 30 days at 5 million events',
  async open(bench) {
    const ledger = await ReadLedger.open(
      bench,
      await bench.seeded(bench.sizes.large),
    );
    const { to } = ledger.seeded;
    const from = to - WINDOW_MS;
    const window = [new Date(from), new Date(to)];
    const once = [1];
    let counted = 0;
    return {
      sides: [
        {
          name: 'GROUP BY',
          run: () =>
            timed(once, async () => {
              const { rows } = await ledger.client.query(
                `SELECT count(*) AS count FROM ${IN_WINDOW}`,
                window,
              );
              counted = Number(rows[0].count);
              await ledger.client.query(
                `SELECT date_trunc('day', occurred_at, 'UTC'), count(*), count(*) FILTER (WHERE outcome IN (1, 2))
                 FROM ${IN_WINDOW} GROUP BY 1 ORDER BY 1`,
                window,
              );
              for (const facet of FACETS) {
                await ledger.client.query(
                  `SELECT ${facet}, count(*) FROM ${IN_WINDOW} GROUP BY 1 ORDER BY 2 DESC LIMIT 10`,
                  window,
                );
              }
            }),
        },
        {
          name: 'summary',
          run: () =>
            timed(Array.from({ length: SUMMARIES }), async () => {
              const { total } = await ledger.reader.summarize({
                search: ledger.search({ from, to }),
                scope: { kind: 'everything' },
                facets: FACETS,
                facetLimit: 10,
                timeZone: 'UTC',
              });
              if (!total.exact || total.count !== counted) {
                throw new Error(`${total.count} counted, not ${counted}`);
              }
            }),
        },
      ],
      measurements: [
        {
          name: 'GROUP BY against the summary of 30 days',
          unit: 'ms',
          of: { side: 'GROUP BY', value: 'p50' },
          comparedTo: {
            side: 'summary',
            value: 'p50',
            what: 'the summary',
          },
          target: { atLeast: 10 },
        },
      ],
    };
  },
};
