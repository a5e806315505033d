// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Knex } from 'knex';
import type { BenchPart } from '../Bench';
import { Reporters } from '../load/Reporters';
import { startLoad } from '../load/startLoad';
import { openLedger } from '../openLedger';
import { openDatabase } from '../openDatabase';
import { startPortal } from '../portal/startPortal';
import { postSide } from '../sides/postSide';
import { reportSide } from '../sides/reportSide';
import { StoredRound } from '../sides/StoredRound';
import { insertBatches, storedRows } from '../sqlite/insertBatches';

const REPORTERS = 4;

/** The same two ways in on SQLite, each against the insertion of the very rows that it has stored into equal tables. */
export const sqlite: BenchPart = {
  name: 'sqlite',
  title: 'the same on SQLite',
  async open(bench) {
    const portal = await startPortal(bench, {});
    const reporters = await Reporters.create(portal.url, REPORTERS);
    const load = await startLoad(bench);
    const from = bench.use(
      openDatabase(join(portal.directory, 'audit-log.sqlite')),
      knex => knex.destroy(),
    );
    const copy = bench.use(await openLedger(bench.newPath()), ledger =>
      ledger.close(),
    );
    const round = new StoredRound(bench.sizes.ingested, () => nextBatch(from));
    const insert = async () => {
      const tables = await storedRows(from, round.firstBatch);
      const { length } = tables[TABLES.events];
      round.requireAll(length);
      return { rate: length / (await insertBatches(copy.knex, tables)) };
    };
    return {
      sides: [
        reportSide('createEvent', portal, round),
        { name: 'insert of the same as createEvent', run: insert },
        postSide('POST', { portal, reporters, load, round }),
        { name: 'insert of the same as POST', run: insert },
      ],
      measurements: [
        {
          name: 'ingest on SQLite',
          unit: 'events/s',
          of: { side: 'createEvent', value: 'rate' },
          comparedTo: {
            side: 'insert of the same as createEvent',
            value: 'rate',
            what: 'prepared INSERT, 500 a transaction',
          },
          target: { atLeast: 0.8 },
        },
        {
          name: 'POST /events on SQLite, 100 a request',
          unit: 'events/s',
          of: { side: 'POST', value: 'rate' },
          comparedTo: {
            side: 'insert of the same as POST',
            value: 'rate',
            what: 'prepared INSERT, 500 a transaction',
          },
          target: { atLeast: 0.8 },
        },
      ],
    };
  },
};

async function nextBatch(from: Knex): Promise<number> {
  const [{ last }] = await from(TABLES.batches).max({ last: 'batch' });
  return Number(last ?? -1) + 1;
}
