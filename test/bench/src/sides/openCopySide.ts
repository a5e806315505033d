// SPDX-License-Identifier: Apache-2.0
import type { Client } from 'pg';
import type { Bench } from '../Bench';
import type { Side } from '../measuring/Measurement';
import { connect } from '../postgres/connect';
import { createLedger } from '../postgres/createLedger';
import { RowFiles } from '../postgres/RowFiles';
import type { StoredRound } from './StoredRound';

/** COPY of the rows that were stored in a round into equal tables of another database, on one connection: `rate`. */
export async function openCopySide(
  bench: Bench,
  from: Client,
  round: StoredRound,
): Promise<Side> {
  const { connectionString } = await bench.newDatabase();
  await createLedger(connectionString);
  const to = await connect(bench, connectionString);
  const files = await RowFiles.create(bench.newPath());
  return {
    name: 'COPY',
    async run() {
      const events = await files.write(from, round.firstBatch);
      round.requireAll(events);
      return { rate: events / (await files.copy(to)) };
    },
  };
}
