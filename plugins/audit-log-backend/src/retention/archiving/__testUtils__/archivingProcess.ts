// SPDX-License-Identifier: Apache-2.0
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import knexFactory, { type Knex } from 'knex';
import { standardError } from '../../../__testUtils__/standardError';
import { SealingKeys } from '../../../sealing/keys/SealingKeys';
import type { RetentionPolicy } from '../../policy/RetentionPolicy';
import type { WorkStep } from '../WorkContext';
import { ORIGIN, runContext, workOf } from './workOf';

/** What a process that archives is told, as JSON in its first argument. */
export interface ArchivingProcessTask {
  readonly database: Knex.Config;
  readonly directory: string;
  /** What is signed with. */
  readonly key: string;
  readonly now: string;
  readonly policy: RetentionPolicy;
  /** Where it stops, and says so, for as long as it lives: at a step, the first time or a later one. */
  readonly stopAt?: { readonly step: WorkStep; readonly time: number };
  /** Restores a file instead of a run. */
  readonly restore?: string;
  readonly until?: number;
}

/** Archives, or restores, as a replica of a backend does; says `stopped`, or `done` with what was done. */
async function run(task: ArchivingProcessTask): Promise<void> {
  const knex = knexFactory(task.database);
  const seen = new Map<WorkStep, number>();
  const { work, files } = workOf(knex, {
    directory: task.directory,
    keys: SealingKeys.of({ signing: [SigningKey.fromPem(ORIGIN, task.key)] }),
    logger: standardError,
    onStep: async step => {
      const time = (seen.get(step) ?? 0) + 1;
      seen.set(step, time);
      if (step === task.stopAt?.step && time === task.stopAt.time) {
        process.stdout.write('stopped\n');
        await new Promise(() => setInterval(() => {}, 60_000));
      }
    },
  });
  const { now, policy, restore, until = 0 } = task;
  const context = runContext({ now, policy });
  const done = restore
    ? await work.restore(restore, {
        ...context,
        until,
        restoredBy: 'user:default/jane',
      })
    : await work.run(context);
  process.stdout.write(`done ${JSON.stringify(done)}\n`);
  await files.close();
  await knex.destroy();
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
