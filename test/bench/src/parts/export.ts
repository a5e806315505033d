// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import { to as copyTo } from 'pg-copy-streams';
import type { BenchPart } from '../Bench';
import { ADMINISTRATOR } from '../portal/portalConfig';
import { startPortal } from '../portal/startPortal';
import { countLines, download } from '../reading/download';
import { ReadLedger } from '../reading/ReadLedger';

const MIB = 1024 * 1024;
const FEW = 1_000;
const HEADERS = { authorization: mockCredentials.user.header(ADMINISTRATOR) };

/**
 * The newest events, as a person downloads them from a portal, into a file; against what psql's `\copy (SELECT …) TO` does
 * with the same rows, in no order and not compressed.
 */
export const exportPart: BenchPart = {
  name: 'export',
  title: 'export of a million events, NDJSON with gzip',
  async open(bench) {
    const seeded = await bench.seeded(bench.sizes.large);
    const ledger = await ReadLedger.open(bench, seeded);
    const window = await newest(ledger, bench.sizes.exported);
    const portal = await startPortal(bench, {
      database: seeded,
      // Many of the events are copies, which nobody has sealed.
      auditLog: { sealing: { enabled: false } },
    });
    const path = `${portal.url}/api/audit-log/v1/events/export?format=ndjson`;
    const within = ([from, to]: readonly Date[]) =>
      `${path}&from=${from.toISOString()}&to=${to.toISOString()}`;
    // Once, so that what is counted is what the size of an export takes, and not the first of them.
    const few = await newest(ledger, Math.min(FEW, bench.sizes.exported));
    await download(within(few), HEADERS, bench.newPath());
    await portal.worker.call('watchMemory', null);
    let compressedBy = '';
    return {
      warmUp: 0,
      sides: [
        {
          name: 'export',
          async run() {
            const file = bench.newPath();
            const { seconds, wasCompressed } = await download(
              within(window),
              HEADERS,
              file,
            );
            compressedBy = wasCompressed ? 'the portal' : 'who received it';
            const growth = await portal.worker.call('memoryGrowth', null);
            const events = await countLines(file);
            if (events !== bench.sizes.exported) {
              throw new Error(`${events} events were exported`);
            }
            return { rate: events / seconds, growth: growth / MIB };
          },
        },
        {
          name: 'COPY',
          async run() {
            const begun = performance.now();
            const rows = ledger.client.query(
              copyTo(
                `COPY (SELECT * FROM ${TABLES.events} WHERE ${between(
                  window,
                )}) TO STDOUT`,
              ),
            );
            await pipeline(rows, createWriteStream(bench.newPath()));
            const seconds = (performance.now() - begun) / 1000;
            return { rate: rows.rowCount / seconds };
          },
        },
      ],
      measurements: [
        {
          name: 'export as NDJSON with gzip',
          unit: 'events/s',
          of: { side: 'export', value: 'rate' },
          comparedTo: { side: 'COPY', value: 'rate', what: '\\copy out' },
          target: { atLeast: 0.6 },
        },
        {
          name: 'growth of memory by an export',
          unit: 'MiB',
          of: { side: 'export', value: 'growth' },
          target: { atMost: 64 },
        },
      ],
      notes: () => [`The export was compressed by ${compressedBy}.`],
    };
  },
};

/** Times between which so many of the newest events began. */
async function newest(
  ledger: ReadLedger,
  events: number,
): Promise<readonly [Date, Date]> {
  const to = new Date(ledger.seeded.to);
  const { rows } = await ledger.client.query<{ from: Date; count: string }>(
    `SELECT min(occurred_at) AS from FROM (
       SELECT occurred_at FROM ${TABLES.events} WHERE occurred_at < $1
       ORDER BY occurred_at DESC, id DESC LIMIT $2
     ) newest`,
    [to, events],
  );
  return [rows[0].from, to];
}

function between([from, to]: readonly [Date, Date]): string {
  const [first, end] = [from, to].map(time => `'${time.toISOString()}'`);
  return `occurred_at >= ${first} AND occurred_at < ${end}
    AND recorded_at >= ${first} AND recorded_at < ${end}::timestamptz + interval '7 days'`;
}
