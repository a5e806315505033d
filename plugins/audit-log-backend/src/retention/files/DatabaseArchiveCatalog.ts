// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  READABLE_STATES,
  type ArchiveFileRow,
} from '../../database/archiveTables';
import type { Dialect } from '../../database/dialect';
import { type ArchiveCatalog, CATALOG_AGE_MS } from './ArchiveCatalog';
import type { ArchiveFile, SequenceRanges } from './ArchiveFile';
import { fileFromRow, sequencesOf } from './operations/fileFromRow';

type ReadableFile = ArchiveFile & Required<Pick<ArchiveFile, 'content'>>;

/** All but the texts, which are long and do not change. */
const COLUMNS = [
  'id',
  'period',
  'class',
  'part',
  'name',
  'state',
  'before_sequence',
  'recorded_from',
  'recorded_to',
  'occurred_from',
  'occurred_to',
  'events',
  'bytes',
  'sha256',
  'started_at',
  'archived_at',
  'removed_at',
  'restored_until',
  'restored_by',
] as const;

/** Reads which files there are from the database, at most every CATALOG_AGE_MS. */
export class DatabaseArchiveCatalog implements ArchiveCatalog {
  static create(options: {
    readonly knex: Knex;
    readonly dialect: Dialect;
    readonly ageMs?: number;
  }): DatabaseArchiveCatalog {
    return new DatabaseArchiveCatalog(
      options.knex,
      options.dialect,
      options.ageMs ?? CATALOG_AGE_MS,
    );
  }

  #reading: Promise<readonly ReadableFile[]> | undefined;
  #readAt = -Infinity;
  /** By id and hash of a file. */
  #sequences = new Map<string, SequenceRanges>();

  private constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
    private readonly ageMs: number,
  ) {}

  readable(): Promise<readonly ReadableFile[]> {
    // From when it was asked, not from when the answer was there.
    if (!this.#reading || performance.now() - this.#readAt >= this.ageMs) {
      return this.current();
    }
    return this.#reading;
  }

  current(): Promise<readonly ReadableFile[]> {
    this.#readAt = performance.now();
    const reading = this.#read();
    this.#reading = reading;
    reading.catch(() => {
      if (this.#reading === reading) {
        this.#reading = undefined;
      }
    });
    return reading;
  }

  async #read(): Promise<readonly ReadableFile[]> {
    const rows: Omit<
      ArchiveFileRow,
      | 'manifest'
      | 'statement'
      | 'first_sequence'
      | 'last_sequence'
      | 'live_bytes'
    >[] = await this.knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
      .whereIn('state', [...READABLE_STATES])
      .orderBy('occurred_to', 'desc')
      .select(...COLUMNS);
    const known = new Map<string, SequenceRanges>();
    const unknown = rows.filter(row => {
      const sequences = this.#sequences.get(keyOf(row));
      if (sequences) {
        known.set(keyOf(row), sequences);
      }
      return !sequences;
    });
    if (unknown.length > 0) {
      const texts = await this.knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
        .whereIn(
          'id',
          unknown.map(({ id }) => id),
        )
        .select('id', 'sha256', 'manifest', 'statement');
      for (const text of texts) {
        const sequences = sequencesOf(text);
        if (sequences) {
          known.set(keyOf(text), sequences);
        }
      }
    }
    this.#sequences = known;
    return rows.flatMap(row => {
      const file = fileFromRow(
        row as ArchiveFileRow,
        known.get(keyOf(row)),
        this.dialect,
      );
      const { content } = file;
      return content ? [{ ...file, content }] : [];
    });
  }
}

function keyOf({ id, sha256 }: Pick<ArchiveFileRow, 'id' | 'sha256'>): string {
  return `${id} ${sha256}`;
}
