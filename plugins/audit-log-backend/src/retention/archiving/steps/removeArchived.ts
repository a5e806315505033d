// SPDX-License-Identifier: Apache-2.0
import type {
  ArchiveManifest,
  RemovalStatement,
} from '../../files/ArchiveFile';
import { advanceFile } from '../../files/operations/advanceFile';
import type { StoredFile } from '../../files/operations/readFiles';
import { documentText, signStatement } from '../documents';
import type { RunContext } from '../RunContext';
import { unlessHeld } from '../unlessHeld';
import { requireTrusted } from '../whyKept';

/**
 * Removes a file that is `archived` and due from the archive: it is `removing` then, from when on readers are told so. Resolves to false
 * where another process has been here, or it is not due.
 *
 * What readers are told stays true: it is told once the file is gone. As long as it lies in the archive it is `archived`, is read, and a
 * hold keeps it. The signed statement of what was in it is noted before, where nobody reads it, so that a process that dies leaves behind
 * why the file is not there; where it is there still, the note counts for nothing.
 *
 * Rejects with an ArchiveLockedError while the archive itself protects the file.
 */
export async function removeArchived(
  run: RunContext,
  { file, row }: StoredFile,
  { isDue }: { readonly isDue: boolean },
): Promise<boolean> {
  const { context, options, policy } = run;
  const { knex, dialect, store, onStep } = context;
  const asItIs = {
    state: 'archived',
    sha256: row.sha256,
    restored_by: null,
    restored_until: null,
  } as const;
  const forget = () => advanceFile(knex, file.id, asItIs, { statement: null });
  const tell = async (statement: string) => {
    const isOurs = await advanceFile(knex, file.id, asItIs, {
      state: 'removing',
      statement,
      started_at: knex.raw(dialect.timeFromNow(0)),
    });
    if (isOurs) {
      await onStep('removing', file);
    }
    return isOurs;
  };

  if (row.statement !== null) {
    const { sha256 }: RemovalStatement = JSON.parse(row.statement);
    // It may have been written anew since, by an erasure.
    if (sha256 === row.sha256 && (await store.size(file.name)) === undefined) {
      requireTrusted(options);
      return tell(row.statement);
    }
    await forget();
  }
  if (!isDue) {
    return false;
  }
  const manifest: ArchiveManifest = JSON.parse(row.manifest!);
  const statement = documentText(
    signStatement(context, file, {
      events: manifest.events,
      sequences: manifest.sequences,
      root: manifest.root,
      sha256: manifest.sha256,
      removedAt: new Date(options.now).toISOString(),
      policy: policy.durationsOf(file.class),
    }),
  );
  const isNoted = await unlessHeld(run, file, transaction =>
    advanceFile(transaction, file.id, asItIs, { statement }),
  );
  if (!isNoted) {
    return false;
  }
  await onStep('removal-noted', file);
  try {
    await store.remove(file.name);
  } catch (error: unknown) {
    // A bucket may protect an earlier version of it alone.
    if (
      (error as Error).name === 'ArchiveLockedError' &&
      (await store.size(file.name)) !== undefined
    ) {
      await forget();
    }
    throw error;
  }
  await onStep('file-removed', file);
  return tell(statement);
}
