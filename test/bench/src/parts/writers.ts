// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Bench, BenchPart } from '../Bench';
import type { Side } from '../measuring/Measurement';
import { openDatabase } from '../openDatabase';
import { createLedger } from '../postgres/createLedger';
import { Worker } from '../processes/Worker';
import { CREATE_HEAD } from '../writers/globalHead';
import { requireGapless } from '../writers/requireGapless';
import type { WriterCommands, WriterTask } from '../writers/WriterTask';

const PROCESSES = 4;
const VARIANTS = ['as it is', 'global head', 'not sealed'] as const;

/** Four processes that write to one ledger, and to two others that differ from it in one thing each. */
export const writers: BenchPart = {
  name: 'writers',
  title: 'four writer processes on one database',
  async open(bench) {
    const sides = [];
    for (const variant of VARIANTS) {
      sides.push(await openVariant(bench, variant));
    }
    const rate = { side: 'as it is', value: 'rate' };
    return {
      sides,
      measurements: [
        {
          name: 'four writers against one locked global head',
          unit: 'events/s',
          of: rate,
          comparedTo: {
            side: 'global head',
            value: 'rate',
            what: 'with one locked global head',
          },
          target: { atLeast: 1.8 },
        },
        {
          name: 'four writers, sealing on against off',
          unit: 'events/s',
          of: rate,
          comparedTo: {
            side: 'not sealed',
            value: 'rate',
            what: 'without sealing',
          },
          target: { atLeast: 0.8 },
        },
      ],
      notes: () => [
        'After each round the sequences of each ledger went from 0 to the number of its events, without a gap.',
      ],
    };
  },
};

async function openVariant(
  bench: Bench,
  variant: WriterTask['variant'],
): Promise<Side> {
  const { connectionString: database } = await bench.newDatabase();
  await createLedger(database);
  const knex = bench.use(openDatabase(database), it => it.destroy());
  await knex.raw(CREATE_HEAD);
  const keyFile = bench.newPath();
  const processes: Worker<WriterCommands>[] = [];
  for (let index = 0; index < PROCESSES; index++) {
    processes.push(
      await Worker.start<WriterCommands>(
        bench,
        require.resolve('../writers/writerProcess'),
        { database, variant, keyFile } satisfies WriterTask,
      ),
    );
  }
  return {
    name: variant,
    run: round => writeTogether(bench, knex, processes, round),
  };
}

async function writeTogether(
  { sizes }: Bench,
  knex: Knex,
  processes: readonly Worker<WriterCommands>[],
  round: number,
) {
  const events = Math.floor(sizes.ingested / PROCESSES);
  await Promise.all(
    processes.map((process, index) =>
      process.call('prepare', { events, seed: round * PROCESSES + index }),
    ),
  );
  const begun = performance.now();
  await Promise.all(processes.map(process => process.call('append', null)));
  const seconds = (performance.now() - begun) / 1000;
  await requireGapless(knex, (round + 1) * events * PROCESSES);
  return { rate: (events * PROCESSES) / seconds };
}
