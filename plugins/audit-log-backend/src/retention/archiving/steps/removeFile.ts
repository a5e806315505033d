// SPDX-License-Identifier: Apache-2.0
import type {
  ArchiveManifest,
  RemovalStatement,
} from '../../files/ArchiveFile';
import { fileNames } from '../../files/fileNames';
import { advanceFile } from '../../files/operations/advanceFile';
import type { StoredFile } from '../../files/operations/readFiles';
import type { ClassDurations } from '../../policy/compilePolicy';
import { documentText, signStatement } from '../documents';
import { eventIdOf } from '../eventIdOf';
import { leaveEvents } from '../leaveEvents';
import type { WorkContext } from '../WorkContext';
import { putText } from '../putIntoArchive';
import type { StepOptions } from '../StepOptions';

/** Begins to remove a file that is `archived`: the signed statement of what was in it is kept first, and it is `removing`. */
export async function beginToRemove(
  context: WorkContext,
  { file, row }: StoredFile,
  durations: ClassDurations,
  now: number,
): Promise<boolean> {
  const manifest: ArchiveManifest = JSON.parse(row.manifest!);
  const statement = signStatement(context, file, {
    events: manifest.events,
    sequences: manifest.sequences,
    root: manifest.root,
    sha256: manifest.sha256,
    removedAt: new Date(now).toISOString(),
    policy: durations,
  });
  const removing = await advanceFile(
    context.knex,
    file.id,
    {
      state: 'archived',
      sha256: row.sha256,
      restored_by: null,
      restored_until: null,
    },
    {
      state: 'removing',
      statement: documentText(statement),
      started_at: context.knex.raw(context.dialect.timeFromNow(0)),
    },
  );
  if (removing) {
    await context.onStep('removing', file);
  }
  return removing;
}

/**
 * Goes on with a file that is `removing`, whose statement is kept: what never was in a file leaves the live table, the statement goes
 * into the archive, the file and its manifest out of it, and it is `removed`. Rejects with an ArchiveLockedError while the archive
 * itself protects the file.
 */
export async function removeFile(
  context: WorkContext,
  { file, row }: StoredFile,
  options: StepOptions & { readonly now: number },
): Promise<RemovalStatement | undefined> {
  const { knex, dialect, store, onStep } = context;
  const statement: RemovalStatement = JSON.parse(row.statement!);
  const names = fileNames(file);
  if (row.sha256 === null) {
    const { sequences } = statement;
    await leaveEvents(context, file.period, [{ file, sequences }], options);
  }
  await putText(context, file, names.removal, row.statement!);
  await onStep('statement-put', file);
  if (row.sha256 !== null) {
    await store.remove(names.events);
    await onStep('file-removed', file);
    await store.remove(names.manifest);
  }
  await context.record({
    id: eventIdOf(file.id, 'remove', Date.parse(statement.removedAt)),
    action: 'archive-write.remove',
    severity: 'high',
    meta: {
      file: file.name,
      period: file.period.name,
      class: file.class,
      events: statement.events,
      root: statement.root,
      policy: statement.policy,
    },
  });
  const removed = await advanceFile(
    knex,
    file.id,
    { state: 'removing' },
    { state: 'removed', removed_at: dialect.writeTime(options.now) },
  );
  if (!removed) {
    return undefined;
  }
  await onStep('removed', file);
  return statement;
}
