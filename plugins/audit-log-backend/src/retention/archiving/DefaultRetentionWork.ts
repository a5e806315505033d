// SPDX-License-Identifier: Apache-2.0
import { ConflictError, stringifyError } from '@backstage/errors';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import type { ArchiveFile } from '../files/ArchiveFile';
import { readFile } from '../files/operations/readFiles';
import type { PeriodLength } from '../policy/periods';
import type {
  RetentionResult,
  RetentionRunContext,
  RetentionWork,
} from './RetentionWork';
import { restoreFile } from './steps/restoreFile';
import type { WorkContext } from './WorkContext';
import { WorkRun } from './WorkRun';

/** Does the work of retention, each step of which is in `steps/`. */
export class DefaultRetentionWork implements RetentionWork {
  static create(options: {
    readonly context: WorkContext;
    readonly length: PeriodLength;
  }): DefaultRetentionWork {
    return new DefaultRetentionWork(options.context, options.length);
  }

  private constructor(
    private readonly context: WorkContext,
    private readonly length: PeriodLength,
  ) {}

  run(run: RetentionRunContext): Promise<RetentionResult> {
    return WorkRun.create(this.context, run, this.length).toItsEnd();
  }

  restore(
    id: string,
    options: Parameters<RetentionWork['restore']>[1],
  ): Promise<ArchiveFile> {
    return restoreFile(this.context, id, options);
  }

  async endRestoration(id: string, now: number): Promise<ArchiveFile> {
    const { knex, dialect } = this.context;
    const ended = await knex(ARCHIVE_TABLES.files)
      .where({ id, state: 'archived' })
      .whereNotNull('restored_by')
      .whereNotNull('restored_until')
      .update({ restored_until: dialect.writeTime(now) });
    const { file } = await readFile(knex, dialect, id);
    if (ended !== 1) {
      throw new ConflictError(`${file.name} is not restored`);
    }
    return file;
  }
}

/** What to tell of something that could not be done. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : stringifyError(error);
}
