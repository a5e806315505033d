// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { auditEvent } from '../__testUtils__/auditEvent';
import { sharedDatabase } from '../__testUtils__/sharedDatabase';
import { startProcess } from '../__testUtils__/startProcess';
import { stopTestLedgers } from '../__testUtils__/testLedger';
import { sealedLedger } from './__testUtils__/sealedLedger';
import type {
  VerifyProcessReport,
  VerifyProcessTask,
} from './__testUtils__/verifyProcess';

/** A few, to see that it works; for the full measure: AUDIT_LOG_SOAK=1. */
const EVENTS = Number(
  process.env.AUDIT_LOG_SOAK_EVENTS ??
    (process.env.AUDIT_LOG_SOAK ? 1_000_000 : 5_000),
);
const AT_ONCE = 5_000;
const PROGRAM = join(__dirname, '__testUtils__/verifyProcess.ts');

jest.setTimeout(60 * 60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'audit-log-soak-'));
});

afterEach(async () => {
  await stopTestLedgers();
  await rm(directory, { recursive: true, force: true });
});

it.each(['PostgreSQL', 'SQLite'] as const)(
  'many events on %s verify, in a time that is printed, in memory that does not grow with them',
  async engine => {
    const shared = await sharedDatabase(engine, databases, directory);
    const { knex, database } = shared;
    const ledger = await sealedLedger(knex);
    for (let written = 0; written < EVENTS; written += AT_ONCE) {
      await ledger.append(
        Array.from({ length: AT_ONCE }, (_, index) =>
          auditEvent({
            actor: { type: 'user', ref: `user:default/u${index % 500}` },
            request: {
              method: 'POST',
              path: `/entities/${index}`,
              address: '10.0.0.7',
              userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
            },
            meta: { actionType: 'delete', index, note: 'x'.repeat(200) },
          }),
        ),
      );
    }
    // By itself, as a test takes several times as long for the same.
    const task: VerifyProcessTask = {
      database,
      verifiers: ledger.keys.signing.map(({ verifier }) => verifier),
    };
    const verifying = startProcess(PROGRAM, task);
    await verifying.until(lines => lines.length > 0);
    const report: VerifyProcessReport = JSON.parse(verifying.lines[0]);
    const { seconds, cpuSeconds, grownBytes } = report;
    const grown = grownBytes / 2 ** 20;
    process.stdout.write(
      `${engine}: ${EVENTS} events verified in ${seconds.toFixed(
        1,
      )} s, ${Math.round(EVENTS / seconds)} a second, ${Math.round(
        EVENTS / cpuSeconds,
      )} in a second of the processor, ${grown.toFixed(0)} MiB more memory\n`,
    );
    expect(report).toMatchObject({ verified: EVENTS, count: 0 });
    expect(grown).toBeLessThan(256);
    await verifying.end();
    await stopTestLedgers();
    await knex.destroy();
  },
);
