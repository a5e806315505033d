// SPDX-License-Identifier: Apache-2.0
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import knexFactory, { type Knex } from 'knex';
import { standardError } from '../../../../__testUtils__/standardError';
import { dialectOf } from '../../../../database/dialect';
import { Erasures } from '../../../../erasure/Erasures';
import { SealingKeys } from '../../../../sealing/keys/SealingKeys';
import { ORIGIN, workOf } from '../../__testUtils__/workOf';
import type { WorkStep } from '../../WorkContext';

/** What a process that erases is told, as JSON in its first argument. */
export interface ErasingProcessTask {
  readonly database: Knex.Config;
  readonly directory: string;
  /** What is signed with. */
  readonly key: string;
  readonly id: string;
  readonly person: string;
  /** Where it says `stopped`, and waits until it is told to go on. */
  readonly stopAt: WorkStep;
}

/** Erases as a replica of a backend does; says `begun`, and `done` when nothing is left to do for it. */
async function run(task: ErasingProcessTask): Promise<void> {
  const knex = knexFactory(task.database);
  let goOn = () => {};
  process.stdin.on('data', () => goOn());
  let isStopped = false;
  const { erasure, files } = workOf(knex, {
    directory: task.directory,
    keys: SealingKeys.of({ signing: [SigningKey.fromPem(ORIGIN, task.key)] }),
    logger: standardError,
    onStep: async step => {
      if (step === task.stopAt && !isStopped) {
        isStopped = true;
        const told = new Promise<void>(resolve => {
          goOn = resolve;
        });
        process.stdout.write('stopped\n');
        await told;
      }
    },
  });
  const erasures = Erasures.create({
    knex,
    dialect: dialectOf(knex),
    logger: standardError,
    auditLog: { record: async () => {} },
    isSealing: true,
    lateMs: 20,
    recordedWithinMs: 0,
    personalOf: () => [],
    archive: erasure,
    archiveRetryMs: 50,
    // It gives no sign of life by itself: whoever waits for it to be silent waits a moment.
    times: { claim: 60_000, beat: 60_000, silence: 60_000, retry: 50 },
  });
  const { id, person } = task;
  await erasures.begin({ id, person, reason: 'Ticket 7', startedBy: 'boss' });
  process.stdout.write('begun\n');
  await erasures.done(id);
  process.stdout.write('done\n');
  await erasures.stop();
  await files.close();
  await knex.destroy();
  process.stdin.destroy();
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
