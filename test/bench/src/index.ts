// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GROUPS, PEOPLE, ROLES } from './access/largeOrganization';
import { measureDecisions } from './access/measureDecisions';
import { measureLists } from './access/measureLists';
import { ENTITIES, measureWatch } from './catalog/measureWatch';
import { measureIngest } from './ingest/measureIngest';
import { measureSqliteIngest } from './ingest/measureSqliteIngest';
import { comparePages } from './pages/comparePages';
import { report } from './report';
import { createScratchDatabase, type ScratchDatabase } from './scratchDatabase';

/** Measures what the ledger promises, each figure next to what it is held against, in one run. */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '1000000' } },
  });
  const sizes = [100_000, Number(values.events)];
  const server = process.env.AUDIT_LOG_BENCH_POSTGRES;
  if (!server) {
    throw new Error(
      'AUDIT_LOG_BENCH_POSTGRES must hold the connection string of a PostgreSQL server on this machine; `yarn bench` starts one',
    );
  }
  const directory = await mkdtemp(join(tmpdir(), 'audit-log-bench-'));
  const scratch: ScratchDatabase[] = [];
  let files = 0;
  const newFile = async () => join(directory, `${files++}.sqlite`);
  try {
    const [people, groups] = [PEOPLE, GROUPS].map(count =>
      count.toLocaleString('en'),
    );
    report(
      `Decisions for ${people} people in ${groups} groups with ${ROLES} roles, ratio to 0.1 ms`,
      await measureDecisions(),
    );
    report(`Lists of ${people} people in ${groups} groups`, measureLists());
    const entities = ENTITIES.toLocaleString('en');
    const forCatalog = await createScratchDatabase(server);
    scratch.push(forCatalog);
    report(
      `Watching a catalog of ${entities} entities on PostgreSQL`,
      await measureWatch(forCatalog.connectionString),
    );
    report(
      `Watching a catalog of ${entities} entities on SQLite`,
      await measureWatch(await newFile()),
    );
    report('Ingest on PostgreSQL', await measureIngest(server));
    report('Ingest on SQLite', await measureSqliteIngest(newFile));
    report(
      'Pages of 50 events on PostgreSQL',
      await comparePages({
        sizes,
        newDatabase: async () => {
          const database = await createScratchDatabase(server);
          scratch.push(database);
          return database.connectionString;
        },
      }),
    );
    report(
      'Pages of 50 events on SQLite',
      await comparePages({ sizes, newDatabase: newFile }),
    );
  } finally {
    await Promise.all(scratch.map(database => database.drop()));
    await rm(directory, { recursive: true });
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
