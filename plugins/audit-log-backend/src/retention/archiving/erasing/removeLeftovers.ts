// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import { fileNames } from '../../files/fileNames';
import { leftoversOf, type Leftover } from '../../files/Leftover';
import { changeLeftovers } from '../../files/operations/changeLeftovers';
import { readFile } from '../../files/operations/readFiles';
import { ArchiveLockedError } from '../../store/ArchiveLockedError';
import type { WorkContext } from '../WorkContext';

/** What is left of an erasure by a process that has died at it never becomes a file. */
export async function abandonLeftovers(
  { knex }: Pick<WorkContext, 'knex'>,
  erasure: string,
): Promise<void> {
  for (const { id, leftovers } of await filesWithLeftovers(knex)) {
    if (leftovers.some(one => one.erasure === erasure && !one.isLeft)) {
      await knex.transaction(async transaction =>
        changeLeftovers(transaction, id, (_, current) => ({
          leftovers: current.map(one =>
            one.erasure === erasure ? { ...one, isLeft: true } : one,
          ),
        })),
      );
    }
  }
}

/**
 * Removes from the archive what is left of files, once nobody reads it any more by what was true before. Resolves with the names of what is
 * still there, since the archive itself protects it, each with why.
 */
export async function removeLeftovers(
  context: WorkContext,
  signal: AbortSignal,
): Promise<ReadonlyMap<Leftover, string>> {
  const { knex, dialect, graceMs, onStep } = context;
  const locked = new Map<Leftover, string>();
  const found = (await filesWithLeftovers(knex)).flatMap(({ id, leftovers }) =>
    leftovers.flatMap(one => (one.isLeft ? [{ id, one }] : [])),
  );
  if (found.length > 0) {
    await sleep(graceMs, undefined, { signal });
  }
  for (const { id, one } of found) {
    signal.throwIfAborted();
    const { file } = await readFile(knex, dialect, id);
    const { events, manifest } = fileNames({ ...file, name: one.name });
    try {
      if (one.name !== file.name) {
        await context.store.remove(events);
        await context.store.remove(manifest);
      }
    } catch (error: unknown) {
      if (!(error instanceof ArchiveLockedError)) {
        throw error;
      }
      locked.set(one, error.message);
      continue;
    }
    await onStep('leftover-removed', file);
    await knex.transaction(async transaction =>
      changeLeftovers(transaction, id, (_, current) => ({
        leftovers: current.filter(({ name }) => name !== one.name),
      })),
    );
  }
  return locked;
}

async function filesWithLeftovers(
  knex: WorkContext['knex'],
): Promise<
  readonly { readonly id: string; readonly leftovers: readonly Leftover[] }[]
> {
  const rows = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .whereNotNull('leftovers')
    .orderBy('recorded_from')
    .select('id', 'leftovers');
  return rows.map(row => ({ id: row.id, leftovers: leftoversOf(row) }));
}
