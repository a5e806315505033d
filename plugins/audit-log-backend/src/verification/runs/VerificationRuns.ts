// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import type { Verification } from 'backstage-plugin-audit-log-common';
import type { AuditLogService } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import type { Dialect } from '../../database/dialect';
import type { Sealing } from '../../sealing/createSealing';
import type { VerifiedArchive } from '../archive/checkArchive';
import { Findings } from '../Findings';
import { Pace } from '../Pace';
import {
  verifyLedger,
  type VerificationProgress,
  type VerificationRange,
} from '../verifyLedger';
import { endDeadRuns } from './operations/endDeadRuns';
import { insertRun } from './operations/insertRun';
import { listRuns } from './operations/listRuns';
import { updateRun } from './operations/updateRun';
import { endRun } from './endRun';
import { recordResult, type RunResult } from './recordResult';

const BEAT_MS = 1_000;

export interface VerificationRunsOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly sealing: Pick<Sealing, 'keys' | 'checkpoints'>;
  readonly auditLog: Pick<AuditLogService, 'record'>;
  readonly logger: LoggerService;
  /** What the events that have left the live table are in. */
  readonly archive?: VerifiedArchive;
}

export interface RunRequest {
  readonly from?: number;
  readonly to?: number;
  /** Absent when it is time for it: then it takes its time, too. */
  readonly startedBy?: string;
  /** Of the event that tells that it began. */
  readonly operationId?: string;
}

/**
 * Runs of verification: one at a time over all processes, which is kept in the database, and so is how far it is. A run is not
 * gone on with after its process died: what it found so far would be half of an old truth.
 */
export class VerificationRuns {
  static create(options: VerificationRunsOptions): VerificationRuns {
    return new VerificationRuns(options);
  }

  /** Those of this process, by id. */
  readonly #running = new Map<
    string,
    { readonly stopping: AbortController; readonly ended: Promise<void> }
  >();

  private constructor(private readonly options: VerificationRunsOptions) {}

  /** The latest first. */
  list(): Promise<Verification[]> {
    return listRuns(this.options.knex, this.options.dialect);
  }

  async get(id: string): Promise<Verification> {
    const [run] = await listRuns(this.options.knex, this.options.dialect, id);
    if (!run) {
      throw new NotFoundError(`There is no run of verification ${id}`);
    }
    return run;
  }

  /** Begins a run, and resolves when it has begun. */
  async start(request: RunRequest): Promise<Verification> {
    const { knex, dialect } = this.options;
    const range = await this.#rangeOf(request);
    await this.#endDead();
    const id = uuidv7();
    await insertRun(knex, dialect, {
      id,
      ...range,
      startedBy: request.startedBy ?? null,
    });
    const stopping = new AbortController();
    const ended = this.#run(id, range, request, stopping.signal).finally(() =>
      this.#running.delete(id),
    );
    this.#running.set(id, { stopping, ended });
    return this.get(id);
  }

  /** Stops a run, in whichever process it is. */
  async stop(id: string): Promise<Verification> {
    const { knex, dialect } = this.options;
    if (!(await updateRun(knex, dialect, id, { end: 'stopped' }))) {
      const { state } = await this.get(id);
      throw new ConflictError(`The run of verification has ${state} already`);
    }
    this.#running.get(id)?.stopping.abort();
    return this.get(id);
  }

  /** Ends a run of this process before its time. */
  interrupt(id: string): void {
    this.#running.get(id)?.stopping.abort();
  }

  /** Resolves when a run of this process has ended. */
  async ended(id: string): Promise<void> {
    await this.#running.get(id)?.ended;
  }

  /** Ends what is under way in this process. */
  async close(): Promise<void> {
    const runs = [...this.#running.values()];
    runs.forEach(({ stopping }) => stopping.abort());
    await Promise.all(runs.map(({ ended }) => ended));
  }

  async #rangeOf({ from = 0, to }: RunRequest): Promise<VerificationRange> {
    const last = await this.options.sealing.checkpoints.latest();
    const size = last?.size ?? 0;
    const end = to ?? size;
    if (end > size) {
      throw new InputError(
        `to: must be at most ${size}, which is how many events are sealed, got ${end}`,
      );
    }
    if (from > end || (from === end && end > 0)) {
      throw new InputError(`from: must be less than ${end}, got ${from}`);
    }
    return { from, to: end, isWhole: from === 0 && end === size };
  }

  /** It does not reject. */
  async #run(
    id: string,
    range: VerificationRange,
    request: RunRequest,
    stopped: AbortSignal,
  ): Promise<void> {
    const { knex, dialect, sealing, logger, archive } = this.options;
    const findings = new Findings();
    let progress: VerificationProgress = { verified: 0, erased: 0 };
    let end: RunResult['end'] = 'interrupted';
    let error: string | undefined;
    const over = new AbortController();
    const lost = new AbortController();
    const signal = AbortSignal.any([stopped, lost.signal]);
    const beating = this.#beat(over.signal, async () => {
      if (!(await updateRun(knex, dialect, id, { progress, findings }))) {
        lost.abort();
      }
    });
    try {
      const pace = request.startedBy ? Pace.hurried() : Pace.unhurried();
      const { keys } = sealing;
      progress = await verifyLedger(
        { knex, dialect, keys, archive, findings, pace, signal },
        range,
        latest => {
          progress = latest;
        },
      );
      end = findings.count === 0 ? 'passed' : 'failed';
    } catch (cause: unknown) {
      error = signal.aborted ? undefined : stringifyError(cause);
      if (error !== undefined) {
        logger.warn('The ledger could not be verified to its end', {
          cause: error,
        });
      }
    }
    const result = { id, range, progress, findings, end, error, request };
    await endRun(this.options, result);
    over.abort();
    await beating;
  }

  /** Ends what has died with its process, and tells what that has found: nobody else is there to do it. */
  async #endDead(): Promise<void> {
    const { knex, dialect } = this.options;
    for (const row of await endDeadRuns(knex, dialect)) {
      const count = Number(row.finding_count);
      if (count > 0) {
        await recordResult(this.options, {
          id: row.id,
          range: {
            from: Number(row.from_sequence),
            to: Number(row.to_sequence),
          },
          progress: {
            verified: Number(row.verified),
            erased: Number(row.erased),
          },
          findings: { count, kept: JSON.parse(row.findings) },
          end: 'interrupted',
          request: {},
        });
      }
    }
  }

  async #beat(over: AbortSignal, beat: () => Promise<void>): Promise<void> {
    while (!over.aborted) {
      await sleep(BEAT_MS, undefined, { signal: over, ref: false }).catch(
        () => {},
      );
      if (!over.aborted) {
        await beat().catch(() => {
          // The run itself finds out that the database is away.
        });
      }
    }
  }
}
