// SPDX-License-Identifier: Apache-2.0
import type { RemovalStatement } from '../../files/ArchiveFile';
import { fileNames } from '../../files/fileNames';
import { advanceFile } from '../../files/operations/advanceFile';
import type { StoredFile } from '../../files/operations/readFiles';
import { eventIdOf } from '../eventIdOf';
import { leaveEvents, type LeavingEvents } from '../leaveEvents';
import type { WorkContext } from '../WorkContext';
import { putText } from '../putIntoArchive';
import type { StepOptions } from '../StepOptions';

/**
 * Goes on with a file that is `removing`, whose statement is kept: what never was in a file leaves the live table, the statement goes
 * into the archive, the manifest out of it, as the file has gone before, and it is `removed`. Rejects with an ArchiveLockedError while the
 * archive itself protects the manifest.
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
    const leaving: LeavingEvents = {
      file,
      sequences: statement.sequences,
      isLeaving: rows => rows.where({ state: 'removing' }),
    };
    await leaveEvents(context, file.period, [leaving], options);
  }
  await putText(context, file, names.removal, row.statement!);
  await onStep('statement-put', file);
  if (row.sha256 !== null) {
    await store.remove(names.events);
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
