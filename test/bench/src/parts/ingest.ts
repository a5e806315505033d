// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';
import { openDatabase } from '../openDatabase';
import { startPortal } from '../portal/startPortal';
import { connect } from '../postgres/connect';
import { createLedger } from '../postgres/createLedger';
import { insertSingly, storedRows } from '../postgres/insertSingly';
import { nextBatch } from '../postgres/nextBatch';
import { RowFiles } from '../postgres/RowFiles';

/** Operations under way in the portal. */
const AT_ONCE = 256;

/**
 * Into equal tables of three databases of one server: the portal makes events of operations and stores them; what it has
 * stored is copied to the second, and the first of that inserted one by one into the third.
 */
export const ingest: BenchPart = {
  name: 'ingest',
  title:
    'sustained ingest on PostgreSQL, through `createEvent` to committed, one process',
  async open(bench) {
    const [ours, copied, inserted] = await Promise.all(
      Array.from({ length: 3 }, () => bench.newDatabase()),
    );
    await createLedger(copied.connectionString);
    await createLedger(inserted.connectionString);
    const portal = await startPortal(bench, { database: ours });
    const from = await connect(bench, ours.connectionString);
    const to = await connect(bench, copied.connectionString);
    const singles = bench.use(
      openDatabase(inserted.connectionString, { max: 16 }),
      knex => knex.destroy(),
    );
    const files = await RowFiles.create(bench.newPath());
    const { ingested, insertedSingly } = bench.sizes;
    let firstBatch = 0;
    return {
      sides: [
        {
          name: 'audit log',
          async run(round) {
            firstBatch = await nextBatch(from);
            const seconds = await portal.worker.call('report', {
              operations: ingested,
              atOnce: AT_ONCE,
              seed: round,
            });
            return { rate: ingested / seconds };
          },
        },
        {
          name: 'COPY',
          async run() {
            const events = await files.write(from, firstBatch);
            if (events < ingested) {
              throw new Error(`${events} of ${ingested} events were stored`);
            }
            return { rate: events / (await files.copy(to)) };
          },
        },
        {
          name: 'INSERT',
          async run() {
            const rows = await storedRows(from, firstBatch, insertedSingly);
            return { rate: rows.length / (await insertSingly(singles, rows)) };
          },
        },
      ],
      measurements: [
        {
          name: 'ingest on PostgreSQL against COPY',
          unit: 'events/s',
          of: { side: 'audit log', value: 'rate' },
          comparedTo: {
            side: 'COPY',
            value: 'rate',
            what: 'COPY on one connection',
          },
          target: { atLeast: 0.8 },
        },
        {
          name: 'ingest on PostgreSQL against single INSERTs',
          unit: 'events/s',
          of: { side: 'audit log', value: 'rate' },
          comparedTo: {
            side: 'INSERT',
            value: 'rate',
            what: 'awaited INSERTs, 16 at a time',
          },
          target: { atLeast: 3 },
        },
      ],
    };
  },
};
