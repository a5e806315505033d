// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import type { RetentionRun } from 'backstage-plugin-audit-log-common';
import type { AuditLogService } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import type { Dialect } from '../../database/dialect';
import type {
  RetentionProgress,
  RetentionWork,
} from '../archiving/RetentionWork';
import { readFile } from '../files/operations/readFiles';
import type { Holds } from '../holds/Holds';
import type { RetentionPolicies } from '../policy/RetentionPolicies';
import { beatWhile } from './beatWhile';
import type { ClockJudge } from './ClockJudge';
import { insertRun } from './operations/insertRun';
import { listRuns, type KeptRun } from './operations/listRuns';
import { pruneRuns } from './operations/pruneRuns';
import { type RunEnd, updateRun } from './operations/updateRun';
import { recordRun } from './recordRun';
import type { RunRecord } from './RunRecord';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_LISTED = 20;

export interface RetentionRunsOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly policies: Pick<
    RetentionPolicies,
    'adoptConfiguration' | 'settle' | 'current'
  >;
  readonly holds: Pick<Holds, 'heldBy'>;
  readonly judge: Pick<ClockJudge, 'judge'>;
  readonly work: RetentionWork;
  /** How many files lie in the archive that are not of this ledger. */
  countUnknownFiles(signal: AbortSignal): Promise<number>;
  readonly auditLog: Pick<AuditLogService, 'record'>;
  readonly logger: LoggerService;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

export interface RetentionRunRequest {
  /** Absent when it is time for it. */
  readonly startedBy?: string;
  /** The present time is right, however far it is from that of the last run. */
  readonly trustClock?: boolean;
  /** Of the event that tells that it began. */
  readonly operationId?: string;
}

type Work = (
  signal: AbortSignal,
  progress: (progress: RetentionProgress) => void,
) => Promise<RunRecord>;

/**
 * Runs of retention: one at a time over all processes, restorations included, which is kept in the database, and so is how far it
 * is. What a run leaves undone, the next one goes on with.
 */
export class RetentionRuns {
  static create(options: RetentionRunsOptions): RetentionRuns {
    return new RetentionRuns(options);
  }

  /** Those of this process, by id. */
  readonly #running = new Map<
    string,
    { readonly stopping: AbortController; readonly ended: Promise<void> }
  >();
  /** Those that are not among them yet. */
  readonly #beginning = new Set<Promise<RetentionRun>>();
  #isClosed = false;

  private constructor(private readonly options: RetentionRunsOptions) {}

  /** The last ones, the latest first, each with what is kept of it besides. */
  list(limit = MOST_LISTED): Promise<readonly KeptRun[]> {
    const { knex, dialect } = this.options;
    return listRuns(knex, dialect, { limit });
  }

  async get(id: string): Promise<RetentionRun> {
    const { knex, dialect } = this.options;
    const [kept] = await listRuns(knex, dialect, { id, limit: 1 });
    if (!kept) {
      throw new NotFoundError(`There is no run of retention ${id}`);
    }
    return kept.run;
  }

  /** Begins a run, and resolves when it has begun. Throws a ConflictError while another one is under way. */
  async start(request: RetentionRunRequest): Promise<RetentionRun> {
    const { policies, holds, work, judge } = this.options;
    const judged = await judge.judge();
    const { now } = judged;
    const { doubtedSince, leaptAt } = request.trustClock
      ? { doubtedSince: undefined, leaptAt: undefined }
      : judged;
    const mayRemove = doubtedSince === undefined;
    const record = {
      clock: {
        ...(!mayRemove && { doubtedSince }),
        ...(leaptAt !== undefined && { leaptAt }),
      },
    };
    return this.#begin(request, { now, record }, async (signal, progress) => {
      await this.#adoptConfiguration();
      if (mayRemove && leaptAt === undefined) {
        await policies.settle({ isClockSteady: true });
      }
      const { effective } = await policies.current();
      const result = await work.run({
        policy: effective.policy,
        now,
        mayRemove,
        heldBy: (file, until) => holds.heldBy(file, until),
        progress,
        signal,
      });
      const unknownFiles = await this.#unknownFiles(signal);
      return { ...record, ...result, unknownFiles };
    });
  }

  /** Begins to copy the events of a file back into the live table. Throws a ConflictError unless it is archived. */
  async restore(
    file: string,
    request: RetentionRunRequest & {
      readonly startedBy: string;
      readonly days: number;
    },
  ): Promise<RetentionRun> {
    const { knex, dialect, work, clock } = this.options;
    const now = clock();
    const { state, restoredUntil } = (await readFile(knex, dialect, file)).file;
    if (state !== 'archived' || restoredUntil !== undefined) {
      throw new ConflictError(
        restoredUntil === undefined
          ? `The file is ${state}; only what is archived can be restored`
          : 'The file is restored already',
      );
    }
    const record = { restores: file };
    return this.#begin(request, { now, record }, async (signal, progress) => {
      await work.restore(file, {
        until: now + request.days * DAY_MS,
        restoredBy: request.startedBy,
        signal,
        progress,
      });
      return record;
    });
  }

  /** Ends a run of this process before its time. */
  interrupt(id: string): void {
    this.#running.get(id)?.stopping.abort();
  }

  /** Resolves when a run of this process has ended. */
  async ended(id: string): Promise<void> {
    await this.#running.get(id)?.ended;
  }

  /** Ends what is under way in this process, and begins nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#running.forEach(({ stopping }) => stopping.abort());
    // One that begins meanwhile is stopped as soon as it has.
    await Promise.allSettled(this.#beginning);
    const ended = Array.from(this.#running.values(), run => run.ended);
    await Promise.all(ended);
  }

  async #begin(
    request: RetentionRunRequest,
    of: { readonly now: number; readonly record: RunRecord },
    work: Work,
  ): Promise<RetentionRun> {
    if (this.#isClosed) {
      throw new ConflictError('The backend is stopping; try again in a while');
    }
    const beginning = this.#beginRun(request, of, work);
    this.#beginning.add(beginning);
    try {
      return await beginning;
    } finally {
      this.#beginning.delete(beginning);
    }
  }

  async #beginRun(
    { startedBy, operationId }: RetentionRunRequest,
    { now, record }: { readonly now: number; readonly record: RunRecord },
    work: Work,
  ): Promise<RetentionRun> {
    const { knex, dialect } = this.options;
    const id = uuidv7();
    await insertRun(knex, dialect, { id, startedAt: now, startedBy, record });
    const stopping = new AbortController();
    if (this.#isClosed) {
      stopping.abort();
    }
    const ended = this.#run(
      id,
      { record, operationId },
      work,
      stopping,
    ).finally(() => this.#running.delete(id));
    this.#running.set(id, { stopping, ended });
    return this.get(id);
  }

  /** It does not reject. */
  async #run(
    id: string,
    of: { readonly record: RunRecord; readonly operationId?: string },
    work: Work,
    stopping: AbortController,
  ): Promise<void> {
    const { knex, dialect, auditLog, logger, clock } = this.options;
    const { signal } = stopping;
    let progress: RetentionProgress | undefined;
    const beating = beatWhile(async () => {
      if (!(await updateRun(knex, dialect, id, { progress }))) {
        // Taken for dead: another one may be at the same by now.
        stopping.abort();
      }
    });
    const end = await work(signal, latest => {
      progress = latest;
    }).then(
      (record): RunEnd => ({
        state: record.waiting?.length ? 'waiting' : 'done',
        at: clock(),
        record,
      }),
      (error: unknown): RunEnd =>
        signal.aborted
          ? { state: 'interrupted', at: clock() }
          : {
              state: 'failed',
              at: clock(),
              record: of.record,
              error: stringifyError(error),
            },
    );
    await beating.stop();
    try {
      if (end.error !== undefined) {
        logger.warn('A run of retention could not go on; the next one does', {
          cause: end.error,
        });
      }
      if (await updateRun(knex, dialect, id, { end })) {
        await recordRun(auditLog, { id, end, operationId: of.operationId });
      }
      await pruneRuns(knex);
    } catch (error: unknown) {
      // It is found without a sign of life.
      logger.warn('What a run of retention came to could not be kept', {
        cause: stringifyError(error),
      });
    }
  }

  /** What cannot be changed now is no reason not to go by what holds. */
  async #adoptConfiguration(): Promise<void> {
    try {
      await this.options.policies.adoptConfiguration();
    } catch (error: unknown) {
      this.options.logger.warn(
        'What auditLog.retention says does not hold yet; the next run tries it again',
        { cause: stringifyError(error) },
      );
    }
  }

  /** Undefined when the archive cannot be asked now. */
  async #unknownFiles(signal: AbortSignal): Promise<number | undefined> {
    try {
      return await this.options.countUnknownFiles(signal);
    } catch (error: unknown) {
      signal.throwIfAborted();
      this.options.logger.debug('The archive could not be looked through', {
        cause: stringifyError(error),
      });
      return undefined;
    }
  }
}
