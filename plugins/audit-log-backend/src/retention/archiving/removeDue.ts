// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from '../files/ArchiveFile';
import { fileTitle } from '../files/fileNames';
import { readArchived } from '../files/operations/readArchived';
import { readFile, readFiles } from '../files/operations/readFiles';
import type { RunContext } from './RunContext';
import { beginToRemove, removeFile } from './steps/removeFile';
import { WaitingError } from './WaitingError';
import { whyKept } from './whyKept';

/** Removes what is over, after what was begun to be removed. */
export async function removeDue(run: RunContext): Promise<void> {
  const { context, options, policy, report } = run;
  const { knex, dialect } = context;
  for (const file of await readArchived(knex)) {
    const time = policy.removeAt(file.period, file.class);
    if (time !== undefined && time <= options.now && !file.isRestored) {
      await report.attempt(fileTitle(file), async () => {
        const stored = await readFile(knex, dialect, file.id);
        const reason = await whyKept(options, stored.file);
        if (reason !== undefined) {
          throw new WaitingError(reason);
        }
        const durations = policy.durationsOf(file.class);
        return beginToRemove(context, stored, durations, options.now);
      });
    }
  }
  for (const stored of await readFiles(knex, dialect, {
    states: ['removing'],
  })) {
    const { file } = stored;
    const statement = await report.attempt(fileTitle(file), async () => {
      requireTrusted(run, file);
      options.progress({
        step: 'removing',
        file: fileTitle(file),
        events: 0,
        of: file.content?.events ?? 0,
      });
      return removeFile(context, stored, options);
    });
    if (statement) {
      report.removed.push({ file: file.name, events: statement.events });
    }
  }
}

/** What was begun while the clock was right is not gone on with while it is not. */
function requireTrusted({ options }: RunContext, file: ArchiveFile): void {
  if (!options.mayRemove) {
    throw new WaitingError(
      `The clock of this machine is in doubt: ${file.name} is not removed until it is trusted, or has been right for a day`,
    );
  }
}
