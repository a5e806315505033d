// SPDX-License-Identifier: Apache-2.0
import { VerifierKey } from 'backstage-plugin-audit-log-verify';
import knexFactory, { type Knex } from 'knex';
import { SealingKeys } from '../../sealing/keys/SealingKeys';
import { verifyAll } from './verifyAll';

/** What the process is told, as JSON in its first argument. */
export interface VerifyProcessTask {
  readonly database: Knex.Config;
  /** Those that are believed. */
  readonly verifiers: readonly string[];
}

/** What it says, as JSON in a line: what it found, and what that took. */
export interface VerifyProcessReport {
  readonly verified: number;
  readonly count: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** How much more memory the process had in the end. */
  readonly grownBytes: number;
}

async function run({ database, verifiers }: VerifyProcessTask): Promise<void> {
  const knex = knexFactory(database);
  const keys = SealingKeys.of({
    signing: [],
    retired: verifiers.map(verifier => VerifierKey.parse(verifier)),
  });
  // Connected, and with its code in memory.
  await knex.select(knex.raw('1'));
  const before = process.memoryUsage().rss;
  const idle = process.cpuUsage();
  const started = performance.now();
  const { verified, count } = await verifyAll(knex, keys);
  const { user, system } = process.cpuUsage(idle);
  const report: VerifyProcessReport = {
    verified,
    count,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    grownBytes: process.memoryUsage().rss - before,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  await knex.destroy();
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
