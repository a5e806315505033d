// SPDX-License-Identifier: Apache-2.0
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from 'backstage-plugin-audit-log-backend/src/database/archiveTables';
import type { ArchiveContent } from 'backstage-plugin-audit-log-backend/src/retention/files/ArchiveFile';
import { fileNames } from 'backstage-plugin-audit-log-backend/src/retention/files/fileNames';
import { DuckDbEventFiles } from 'backstage-plugin-audit-log-backend/src/retention/format/DuckDbEventFiles';
import { hashFile } from 'backstage-plugin-audit-log-backend/src/retention/format/hashFile';
import { periodOf } from 'backstage-plugin-audit-log-backend/src/retention/policy/periods';
import { DirectoryStore } from 'backstage-plugin-audit-log-backend/src/retention/store/DirectoryStore';
import { uuidv7 } from 'uuidv7';
import type { Bench } from '../Bench';
import { openDatabase } from '../openDatabase';
import { createLedger } from '../postgres/createLedger';
import type { SeededLedger } from '../seeding/seedLedger';
import { batchesOf } from './batchesOf';
import { copyEarlier } from './copyEarlier';
import type { OlderMonths } from './OlderMonths';
import { sealedActivity } from './sealedActivity';

export const MONTHS = 24;
const MONTH_MS = 30 * 24 * 60 * 60 * 1000;
const CLASS = 'default';

/**
 * Makes an archive that ends where a ledger begins: two years of it, with as many events as the ledger has in the same time. The
 * newest is written as the audit log does, the others are copies of it, moved in time. Other parts read the same ledger, so that what
 * is known of the files is in another database.
 */
export async function createOlderMonths(
  bench: Bench,
  seeded: SeededLedger,
): Promise<OlderMonths> {
  const { connectionString } = await bench.newDatabase();
  await createLedger(connectionString);
  const knex = bench.use(openDatabase(connectionString), it => it.destroy());
  const root = bench.newPath();
  await mkdir(root);
  const directory = join(root, 'work');
  const store = DirectoryStore.create({ directory: join(root, 'archive') });
  const border = seeded.from;
  const share = MONTH_MS / (seeded.to - seeded.from);

  const newest = join(root, 'newest.parquet');
  const content = await writeNewest(root, newest, {
    events: Math.floor(seeded.events * share),
    from: border - MONTH_MS,
    to: border,
    seed: 2,
  });
  let period = periodOf(border, 'month');
  for (let index = 0; index < MONTHS; index++) {
    period = periodOf(period.from - 1, 'month');
    const byMs = index * MONTH_MS;
    const bySequences = index * content.events;
    const of = { period, class: CLASS, part: 1 };
    const path = index === 0 ? newest : join(root, `${index}.parquet`);
    if (index > 0) {
      await copyEarlier({ from: newest, to: path, byMs, bySequences });
    }
    const name = fileNames(of).events;
    await store.put(name, path);
    await knex<ArchiveFileRow>(ARCHIVE_TABLES.files).insert({
      ...archivedRow(content, byMs, bySequences),
      ...(await hashFile(path)),
      period: period.name,
      class: CLASS,
      part: 1,
      name,
      recorded_from: new Date(border - byMs - MONTH_MS),
      recorded_to: new Date(border - byMs),
    });
    if (index > 0) {
      await rm(path);
    }
  }
  await rm(newest);
  return {
    knex,
    store,
    directory,
    from: border - MONTHS * MONTH_MS,
    border,
    eventsPerMonth: content.events,
  };
}

async function writeNewest(
  directory: string,
  path: string,
  activity: Parameters<typeof sealedActivity>[0],
): Promise<ArchiveContent> {
  const files = DuckDbEventFiles.create({ directory, memory: '256MB' });
  try {
    return await files.write(
      path,
      batchesOf(sealedActivity(activity)),
      new AbortController().signal,
    );
  } finally {
    await files.close();
  }
}

function archivedRow(
  { events, occurredFrom, occurredTo }: ArchiveContent,
  earlierMs: number,
  first: number,
) {
  const end = first + events;
  return {
    id: uuidv7(),
    state: 'archived',
    events,
    occurred_from: new Date(occurredFrom - earlierMs),
    occurred_to: new Date(occurredTo - earlierMs),
    before_sequence: end,
    first_sequence: first,
    last_sequence: end - 1,
    manifest: JSON.stringify({ sequences: [[first, end]] }),
    started_at: new Date(),
    archived_at: new Date(),
  } as const;
}
