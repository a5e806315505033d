// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { dialectOf } from 'backstage-plugin-audit-log-backend/src/database/dialect';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import { createRetentionWork } from 'backstage-plugin-audit-log-backend/src/retention/archiving/createRetentionWork';
import { DuckDbEventFiles } from 'backstage-plugin-audit-log-backend/src/retention/format/DuckDbEventFiles';
import { DirectoryStore } from 'backstage-plugin-audit-log-backend/src/retention/store/DirectoryStore';
import type { Knex } from 'knex';
import { openDatabase } from '../openDatabase';
import { openSealing } from '../openSealing';
import { MemoryWatch } from '../portal/MemoryWatch';
import { answerCommands } from '../processes/answerCommands';
import { standardError } from '../standardError';
import type { ArchiveCommands, ArchiveTask } from './ArchiveTask';

/** Due is what is as old as it has to be in any case. */
const POLICY = { live: 'P7D', archive: 'forever', rules: [] };

void answerCommands(async ({ directory }: ArchiveTask) => {
  const store = DirectoryStore.create({
    directory: join(directory, 'archive'),
  });
  const work = join(directory, 'work');
  const files = DuckDbEventFiles.create({
    directory: work,
    readable: [store.location],
    memory: '256MB',
  });
  const memory = MemoryWatch.start();
  const { signal } = new AbortController();

  /** With nothing loaded and nothing compiled before: all that it takes is counted. */
  const watched = async (doing: () => Promise<number>) => {
    memory.begin();
    const begun = performance.now();
    const events = await doing();
    const seconds = (performance.now() - begun) / 1000;
    return { events, seconds, growth: memory.growth() };
  };
  const commands: ArchiveCommands = {
    async archive({ database, keyFile }) {
      const knex = openDatabase(database);
      try {
        const retention = createRetentionWork({
          knex,
          dialect: dialectOf(knex),
          store,
          files,
          directory: join(work, 'archiving'),
          sealing: await openSealing(knex, keyFile),
          logger: standardError(),
          // One event for the file.
          record: async () => {},
          graceMs: 0,
        });
        let file = '';
        const done = await watched(async () => {
          const { archived, waiting } = await retention.run({
            policy: POLICY,
            now: Date.now(),
            mayRemove: true,
            heldBy: async () => [],
            progress: () => {},
            signal,
          });
          if (archived.length !== 1 || waiting.length > 0) {
            throw new Error(JSON.stringify({ archived, waiting }));
          }
          file = archived[0].file;
          return archived[0].events;
        });
        await requireEmpty(knex);
        return { ...done, file };
      } finally {
        await knex.destroy();
      }
    },
    async read({ file }) {
      const local = await store.open(file);
      return watched(async () => {
        let events = 0;
        for await (const batch of files.read(local.path, { signal })) {
          events += batch.length;
        }
        return events;
      });
    },
  };
  return {
    commands,
    close: async () => {
      memory.stop();
      await files.close();
    },
  };
});

async function requireEmpty(knex: Knex): Promise<void> {
  for (const table of [TABLES.events, TABLES.refs]) {
    const [{ left }] = await knex(table).count({ left: '*' });
    if (Number(left) > 0) {
      throw new Error(`${left} rows were left in ${table}`);
    }
  }
}
