// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import { dialectOf } from '../../../database/dialect';
import { TABLES, type EventRow } from '../../../database/tables';
import { DatabaseEventReader } from '../../../query/DatabaseEventReader';
import type { SequencedEvent } from '../../../query/SequencedReader';
import { deleteRows } from '../../archiving/operations/deleteRows';
import type { ArchiveCatalog } from '../../files/ArchiveCatalog';
import type { ArchiveContent } from '../../files/ArchiveFile';
import { DatabaseArchiveCatalog } from '../../files/DatabaseArchiveCatalog';
import { fileNames } from '../../files/fileNames';
import { DuckDbEventFiles } from '../../format/DuckDbEventFiles';
import type { EventFiles } from '../../format/EventFiles';
import { parsePeriod, periodOf } from '../../policy/periods';
import type { ArchiveStore } from '../../store/ArchiveStore';
import { DirectoryStore } from '../../store/DirectoryStore';
import { Removals } from '../Removals';
import { SpanningEventReader } from '../SpanningEventReader';

const LONG = Date.UTC(2100, 0, 1);

const open = new Set<{ close(): Promise<void> }>();

/** An archive in a directory of its own for the ledger of a test, which is closed by `closeTestArchives`. */
export async function testArchive(
  knex: Knex,
  options: { readonly logger?: LoggerService } = {},
) {
  const { logger = mockServices.logger.mock() } = options;
  const root = await mkdtemp(join(tmpdir(), 'audit-log-archive-'));
  const directory = join(root, 'archive');
  const store = DirectoryStore.create({ directory });
  const files = DuckDbEventFiles.create({
    directory: join(root, 'work'),
    readable: [directory],
    memory: '256MB',
  });
  const dialect = dialectOf(knex);
  const live = await DatabaseEventReader.create({
    database: mockServices.database({ knex }),
  });
  const removals = Removals.create({ knex, ageMs: 0 });
  const archive = {
    root,
    directory,
    store,
    files,
    live,
    removals,

    reader: (
      use: {
        readonly store?: ArchiveStore;
        readonly files?: EventFiles;
        readonly catalog?: ArchiveCatalog;
        readonly clock?: () => number;
        readonly roomBytes?: number;
      } = {},
    ) =>
      SpanningEventReader.create({
        live,
        catalog: DatabaseArchiveCatalog.create({ knex, dialect, ageMs: 0 }),
        store,
        files,
        removals,
        knex,
        logger,
        ...use,
      }),

    /** The events of the live table that are wanted. */
    async events(isWanted: (event: SequencedEvent) => boolean = () => true) {
      const found: SequencedEvent[] = [];
      let after = -1;
      for (;;) {
        const { events, seen } = await live.readSequenced({
          search: { include: {}, exclude: {}, order: 'sequence' },
          scope: { kind: 'everything' },
          limit: 1000,
          after,
        });
        if (seen === after) {
          return found;
        }
        found.push(...events.filter(isWanted));
        after = seen;
      }
    },

    /** Writes events of a month into a file. They leave the live table unless they are to stay, as restored ones. */
    async write(
      events: readonly SequencedEvent[],
      of: { readonly class?: string; readonly stay?: boolean } = {},
    ): Promise<ArchiveFileRow> {
      const { class: className = 'default', stay = false } = of;
      const period = periodOf(Date.parse(events[0].event.recordedAt), 'month');
      const [{ parts }] = await knex(ARCHIVE_TABLES.files)
        .where({ period: period.name, class: className })
        .count({ parts: '*' });
      const part = Number(parts) + 1;
      const { events: name } = fileNames({ period, class: className, part });
      const path = join(root, `${uuidv7()}.parquet`);
      const content = await files.write(
        path,
        (async function* batches() {
          yield events;
        })(),
        new AbortController().signal,
      );
      await store.put(name, path);
      const row = {
        ...rowOf(content, dialect.writeTime),
        id: uuidv7(),
        period: period.name,
        class: className,
        part,
        name,
        state: 'archived' as const,
        restored_until: stay ? dialect.writeTime(LONG) : null,
        restored_by: stay ? 'user:default/jane' : null,
        before_sequence: content.sequences.at(-1)![1],
        recorded_from: dialect.writeTime(period.from),
        recorded_to: dialect.writeTime(period.to),
      };
      await knex(ARCHIVE_TABLES.files).insert(row);
      if (!stay) {
        await archive.leave(events);
      }
      return knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
        .where({ id: row.id })
        .first() as Promise<ArchiveFileRow>;
    },

    /** A file for each month that the events were recorded in. */
    async writeMonths(
      events: readonly SequencedEvent[],
      of: { readonly class?: string; readonly stay?: boolean } = {},
    ): Promise<readonly ArchiveFileRow[]> {
      const months = new Set(
        events.map(({ event }) => event.recordedAt.slice(0, 7)),
      );
      const rows: ArchiveFileRow[] = [];
      for (const month of [...months].sort()) {
        const { from, to } = parsePeriod(month);
        const inside = events.filter(({ event }) => {
          const time = Date.parse(event.recordedAt);
          return from <= time && time < to;
        });
        rows.push(await archive.write(inside, of));
      }
      return rows;
    },

    /** Takes events out of the live table. */
    async leave(events: readonly SequencedEvent[]): Promise<void> {
      for (let at = 0; at < events.length; at += 500) {
        const rows = await knex<EventRow>(TABLES.events)
          .whereIn(
            'id',
            events.slice(at, at + 500).map(({ event }) => event.id),
          )
          .select();
        await deleteRows(
          knex,
          dialect,
          rows.map(row => ({ ...row, sequence: 0 })),
          [],
        );
      }
    },

    async close() {
      open.delete(archive);
      await files.close();
      await rm(root, { recursive: true });
    },
  };
  open.add(archive);
  return archive;
}

export type TestArchive = Awaited<ReturnType<typeof testArchive>>;

/** For `afterAll`. */
export async function closeTestArchives(): Promise<void> {
  await Promise.all(Array.from(open, archive => archive.close()));
}

function rowOf(
  content: ArchiveContent,
  time: (milliseconds: number) => Date | number,
) {
  const { events, bytes, sha256, occurredFrom, occurredTo, sequences } =
    content;
  return {
    events,
    bytes,
    sha256,
    occurred_from: time(occurredFrom),
    occurred_to: time(occurredTo),
    first_sequence: sequences[0][0],
    last_sequence: sequences.at(-1)![1] - 1,
    manifest: JSON.stringify({ sequences }),
    started_at: time(Date.now()),
  };
}
