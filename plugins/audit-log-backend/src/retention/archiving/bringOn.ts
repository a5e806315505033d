// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import { readFile, type StoredFile } from '../files/operations/readFiles';
import type { RunContext } from './RunContext';
import { selectionOf } from './selectionOf';
import { checkFile } from './steps/checkFile';
import { writeFile } from './steps/writeFile';
import { WaitingError } from './WaitingError';
import { isLeftUnkept } from './whyKept';

/** More than a file takes that is lost in the archive on the way, once. */
const MOST_STEPS = 6;

/**
 * Brings a file on from whatever state it is in, until readers can have it or it is to be removed. Resolves with it as it is then,
 * undefined where there is none, since it has no events. Rejects with a WaitingError where another process is at it.
 */
export async function bringOn(
  run: RunContext,
  id: string,
): Promise<StoredFile | undefined> {
  const { knex, dialect } = run.context;
  for (let step = 0; step < MOST_STEPS; step++) {
    const stored = await ifThere(readFile(knex, dialect, id));
    if (
      !stored ||
      !['writing', 'written'].includes(stored.file.state) ||
      isLeftUnkept(run.policy, stored)
    ) {
      return stored;
    }
    await stepOn(run, stored);
  }
  throw new WaitingError(
    'The file does not get on: the archive loses it, or another process is at it',
  );
}

async function stepOn(run: RunContext, stored: StoredFile): Promise<boolean> {
  const { context, options } = run;
  const { file } = stored;
  const selection = await selectionOf(run, stored);
  if (file.state === 'written') {
    return checkFile(context, stored, selection, options);
  }
  return writeFile(context, stored, selection, options);
}

async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error: unknown) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}
