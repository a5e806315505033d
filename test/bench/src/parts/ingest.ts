// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';
import { openDatabase } from '../openDatabase';
import { startPortal } from '../portal/startPortal';
import { connect } from '../postgres/connect';
import { createLedger } from '../postgres/createLedger';
import { insertSingly, storedRows } from '../postgres/insertSingly';
import { nextBatch } from '../postgres/nextBatch';
import { openCopySide } from '../sides/openCopySide';
import { reportSide } from '../sides/reportSide';
import { StoredRound } from '../sides/StoredRound';

/**
 * Into equal tables of three databases of one server: the portal makes events of operations and stores them; what it has
 * stored is copied to the second, and the first of that inserted one by one into the third.
 */
export const ingest: BenchPart = {
  name: 'ingest',
  title:
    'sustained ingest on PostgreSQL, through `createEvent` to committed, one process',
  async open(bench) {
    const { ingested, insertedSingly } = bench.sizes;
    const ours = await bench.newDatabase();
    const inserted = await bench.newDatabase();
    await createLedger(inserted.connectionString);
    const portal = await startPortal(bench, { database: ours });
    const from = await connect(bench, ours.connectionString);
    const singles = bench.use(
      openDatabase(inserted.connectionString, { max: 16 }),
      knex => knex.destroy(),
    );
    const stored = new StoredRound(ingested, () => nextBatch(from));
    return {
      sides: [
        reportSide('audit log', portal, stored),
        await openCopySide(bench, from, stored),
        {
          name: 'INSERT',
          async run() {
            const rows = await storedRows(
              from,
              stored.firstBatch,
              insertedSingly,
            );
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
        {
          name: 'processor time of an event, createEvent to committed',
          unit: 'µs',
          of: { side: 'audit log', value: 'cpu' },
        },
      ],
    };
  },
};
