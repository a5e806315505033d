// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabases } from '@backstage/backend-test-utils';
import {
  sharedDatabase,
  type SharedDatabase,
} from '../../__testUtils__/sharedDatabase';
import {
  startProcess,
  type StartedProcess,
} from '../../__testUtils__/startProcess';
import type { PipelineProcessTask } from './pipelineProcess';
import {
  expectOnRecordOnce,
  type Figures,
  readSaid,
  recordedOperations,
} from './RecordedOperations';

/** What each process is told, unless it is started with something else. */
type TaskOfAll = Partial<PipelineProcessTask> &
  Pick<PipelineProcessTask, 'operations'>;

const PROGRAM = join(__dirname, 'pipelineProcess.ts');

const UNFINISHED = /(^|\/)\.new-[0-9a-f]+(\/owner\.json)?$/;

/** How many processes are killed. A soak sets it to hundreds. */
export const KILLS = Number(process.env.AUDIT_LOG_SOAK ?? 4);

/** Says how a soak went; of a usual run nothing. */
export function tellOfSoak(engine: string, figures: Figures): void {
  if (process.env.AUDIT_LOG_SOAK) {
    process.stdout.write(
      `${engine}: ${KILLS} kills, ${JSON.stringify(figures)}\n`,
    );
  }
}

/** Processes that record operations in one database, with their journals in one directory. It MUST be closed. */
export class PipelineProcesses {
  static async create(
    engine: 'PostgreSQL' | 'SQLite',
    databases: TestDatabases,
    task: TaskOfAll,
  ): Promise<PipelineProcesses> {
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-processes-'));
    const shared = await sharedDatabase(engine, databases, directory);
    return new PipelineProcesses(directory, shared, task);
  }

  readonly #directory: string;
  readonly #journal: string;
  readonly #shared: SharedDatabase;
  readonly #task: TaskOfAll;
  readonly #started: StartedProcess[] = [];

  private constructor(
    directory: string,
    shared: SharedDatabase,
    task: TaskOfAll,
  ) {
    this.#directory = directory;
    this.#journal = join(directory, 'journal');
    this.#shared = shared;
    this.#task = task;
  }

  start(task: Partial<PipelineProcessTask> = {}): StartedProcess {
    const started = startProcess(PROGRAM, {
      database: this.#shared.database,
      settings: { journal: { directory: this.#journal } },
      name: `p${this.#started.length}`,
      ...this.#task,
      ...task,
    } satisfies PipelineProcessTask);
    this.#started.push(started);
    return started;
  }

  /**
   * What is on record of all that any of them has said; fails unless each operation is, once, by its own end if that was
   * acknowledged. One of them MUST have said `drained`, and all others have ended.
   */
  async figures(): Promise<Figures> {
    const said = readSaid(this.#started.flatMap(({ lines }) => lines));
    return expectOnRecordOnce(
      said,
      await recordedOperations(this.#shared.knex),
    );
  }

  /** What is in the directory of the journals; what was put aside would be here too. */
  async left(): Promise<readonly string[]> {
    const names = await readdir(this.#journal, { recursive: true });
    // A process that was killed while it made its folder leaves that, in which nothing was ever written.
    return names.filter(name => !UNFINISHED.test(name));
  }

  async close(): Promise<void> {
    await Promise.all(this.#started.map(each => each.kill()));
    await this.#shared.knex.destroy();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
