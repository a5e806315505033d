// SPDX-License-Identifier: Apache-2.0
import { readSealingState } from '../../sealing/operations/readSealingState';
import { fileTitle } from '../files/fileNames';
import { insertFile } from '../files/operations/insertFile';
import { readArchived } from '../files/operations/readArchived';
import type { RunContext } from './RunContext';
import { dueFiles, type DueFile } from './steps/dueFiles';
import { isUnkept, whyKept } from './whyKept';

/** Begins a file of each period and class that is due, as long as the archive can be used; gives their ids. */
export async function* beginDue(run: RunContext): AsyncGenerator<string> {
  const { context, options, policy, length, report } = run;
  const due = dueFiles(context, policy, { ...options, length });
  for await (const one of due) {
    if (!(await report.isUsable())) {
      return;
    }
    const id = await begin(run, one);
    if (id !== undefined) {
      yield id;
    }
  }
}

/** Undefined where it is under way already, or has to wait. */
async function begin(
  { context, options, policy, report }: RunContext,
  due: DueFile,
): Promise<string | undefined> {
  const { knex, dialect, sealing } = context;
  const archived = await readArchived(knex);
  const { name } = due.period;
  if (archived.some(file => file.isRestored && file.period.name === name)) {
    // Its copies are in the live table. What came late of the same period goes when they have gone.
    return undefined;
  }
  const { events, sealed } = await readSealingState(knex, dialect);
  const file = { ...due, beforeSequence: sealing.ofLedger ? sealed : events };
  if (isUnkept(policy, due.class)) {
    const reason = await whyKept(options, {
      ...file,
      id: '',
      part: 1,
      name: '',
      state: 'writing',
      startedAt: options.now,
    });
    if (reason !== undefined) {
      report.wait(reason, fileTitle({ ...file, part: 1 }));
      return undefined;
    }
  }
  return insertFile(knex, dialect, file);
}
