// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import type { ArchiveFile, ArchiveManifest } from '../../files/ArchiveFile';
import { advanceFile } from '../../files/operations/advanceFile';
import { ErasedSinceError, settled } from '../settled';
import { WaitingError } from '../WaitingError';
import type { WorkContext } from '../WorkContext';
import type { WrittenFile } from '../writeLocally';

/** What a file will be, as it is noted in its row before anything of it is put into the archive. */
export interface NotedFile {
  readonly manifest: string;
  /** SHA-256, hexadecimal, of the file and of its manifest. */
  readonly hashes: Hashes;
}

interface Hashes {
  readonly events: string;
  readonly manifest: string;
}

/** What the row of a file, or who has written it, says that it is; undefined where it has not been written. */
export function notedIn({
  manifest,
}: {
  readonly manifest: string | null;
}): NotedFile | undefined {
  if (manifest === null) {
    return undefined;
  }
  const { sha256: events }: ArchiveManifest = JSON.parse(manifest);
  const hash = createHash('sha256').update(manifest).digest('hex');
  return { manifest, hashes: { events, manifest: hash } };
}

/**
 * What was noted of a file that has been written anew since. The process that has noted it may be slow, and put it still: it is known by
 * its hash then, and gives way.
 */
export function supersededIn({
  superseded,
}: Pick<ArchiveFileRow, 'superseded'>): readonly Hashes[] {
  return superseded === null ? [] : JSON.parse(superseded);
}

/** The same for a file that is `writing` anew. */
export function supersededBy(row: ArchiveFileRow): readonly Hashes[] {
  const former = notedIn(row);
  return [...supersededIn(row), ...(former ? [former.hashes] : [])];
}

/**
 * Notes what was written in the row of its file. False where another process has noted something since it was begun, or something was
 * erased: an erasure knows of what is noted, and what it would not know of is written again.
 */
export async function noteFile(
  context: WorkContext,
  row: ArchiveFileRow,
  { content, manifest }: WrittenFile,
): Promise<boolean> {
  const { dialect } = context;
  const { sequences } = content;
  try {
    return await settled(context, row, transaction =>
      advanceFile(
        transaction,
        row.id,
        { state: 'writing', sha256: null },
        {
          sha256: content.sha256,
          manifest,
          superseded: supersededText(row),
          events: content.events,
          bytes: content.bytes,
          occurred_from: dialect.writeTime(content.occurredFrom),
          occurred_to: dialect.writeTime(content.occurredTo),
          first_sequence: sequences[0][0],
          last_sequence: sequences[sequences.length - 1][1] - 1,
        },
      ),
    );
  } catch (error: unknown) {
    if (error instanceof ErasedSinceError) {
      return false;
    }
    throw error;
  }
}

/**
 * Puts what is noted into the archive. False where another process has begun to write the file anew: what that one puts takes the
 * place of this.
 */
export async function unlessTakenOver(
  { knex }: WorkContext,
  { id }: ArchiveFile,
  { manifest, hashes: { events: sha256 } }: NotedFile,
  put: () => Promise<void>,
): Promise<boolean> {
  const isOurs = async () =>
    (await knex(ARCHIVE_TABLES.files)
      .where({ id, sha256, manifest })
      .first('id')) !== undefined;
  if (!(await isOurs())) {
    return false;
  }
  try {
    await put();
    return true;
  } catch (error: unknown) {
    if (error instanceof WaitingError && !(await isOurs())) {
      return false;
    }
    throw error;
  }
}

function supersededText(row: ArchiveFileRow): string | null {
  const superseded = supersededBy(row);
  return superseded.length === 0 ? null : JSON.stringify(superseded);
}
