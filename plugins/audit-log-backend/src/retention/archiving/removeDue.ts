// SPDX-License-Identifier: Apache-2.0
import { fileTitle } from '../files/fileNames';
import { readArchived } from '../files/operations/readArchived';
import { readFile, readFiles } from '../files/operations/readFiles';
import type { RunContext } from './RunContext';
import { selectionOf } from './selectionOf';
import { removeArchived } from './steps/removeArchived';
import { removeFile } from './steps/removeFile';
import { removeUnkept } from './steps/removeUnkept';
import { isLeftUnkept, requireTrusted } from './whyKept';

/**
 * Removes what is over, after what was begun to be removed. Each file to its end before the next: from the moment that readers are told
 * that it is removed no hold keeps it any more, so that moment is followed by nothing else.
 */
export async function removeDue(run: RunContext): Promise<void> {
  const { context, options, policy, report } = run;
  const { knex, dialect } = context;
  for (const { file } of await readFiles(knex, dialect, {
    states: ['removing'],
  })) {
    await report.attempt(fileTitle(file), () => goOn(run, file.id));
  }
  for (const file of await readArchived(knex)) {
    const { id } = file;
    const time = policy.removeAt(file.period, file.class);
    const isDue = time !== undefined && time <= options.now;
    if (!file.isRestored && (isDue || file.isRemovalNoted)) {
      await report.attempt(fileTitle(file), async () => {
        const stored = await readFile(knex, dialect, id);
        if (await removeArchived(run, stored, { isDue })) {
          await goOn(run, id);
        }
      });
    }
  }
  const begun = await readFiles(knex, dialect, { states: ['writing'] });
  for (const stored of begun.filter(one => isLeftUnkept(policy, one))) {
    await report.attempt(fileTitle(stored.file), async () => {
      const selection = await selectionOf(run, stored);
      if (await removeUnkept(run, stored, selection)) {
        await goOn(run, stored.file.id);
      }
    });
  }
}

/** With what is `removing`, to its end. */
async function goOn(run: RunContext, id: string): Promise<void> {
  const { context, options, report } = run;
  const { knex, dialect } = context;
  const stored = await readFile(knex, dialect, id);
  const { file } = stored;
  if (file.state !== 'removing') {
    return;
  }
  requireTrusted(options);
  options.progress({
    step: 'removing',
    file: fileTitle(file),
    events: 0,
    of: file.content?.events ?? 0,
  });
  const statement = await removeFile(context, stored, options);
  if (statement) {
    report.removed.push({ file: file.name, events: statement.events });
  }
}
