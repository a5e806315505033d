// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { fileTitle } from '../files/fileNames';
import { readArchived } from '../files/operations/readArchived';
import {
  readFile,
  readFiles,
  type StoredFile,
} from '../files/operations/readFiles';
import { compilePolicy } from '../policy/compilePolicy';
import type { PeriodLength } from '../policy/periods';
import { beginDue } from './beginDue';
import { bringOn } from './bringOn';
import { removeDue } from './removeDue';
import type { RetentionResult, RetentionRunContext } from './RetentionWork';
import type { RunContext } from './RunContext';
import { RunReport } from './RunReport';
import { leaveLive } from './steps/leaveLive';
import { returnRestored } from './steps/returnRestored';
import type { WorkContext } from './WorkContext';

/** A file that has to be written again, since something was erased meanwhile, is so in the same run. */
const PASSES = 3;

/**
 * One run: takes restored events back, goes on with what was begun, archives what is due, and removes what is over. Files are
 * brought to `checked` one after the other; then, once both places have had them for a while, the events of each period leave the live
 * table together, so that its partition can be dropped where nothing else is in it.
 */
export class WorkRun {
  static create(
    context: WorkContext,
    options: RetentionRunContext,
    length: PeriodLength,
  ): WorkRun {
    return new WorkRun({
      context,
      options,
      length,
      policy: compilePolicy(options.policy),
      report: RunReport.create({ context, signal: options.signal }),
    });
  }

  /** By id: when readers could have known of a file, on the clock of this process. */
  readonly #readableSince = new Map<string, number>();
  /** Those that wait for the next run. */
  readonly #waiting = new Set<string>();

  private constructor(private readonly run: RunContext) {}

  async toItsEnd(): Promise<RetentionResult> {
    await this.#returnRestored();
    for (let pass = 1; pass <= PASSES; pass++) {
      const begun = await this.#begun('writing', 'written', 'checked');
      if (begun.length === 0 && pass > 1) {
        break;
      }
      for (const stored of begun) {
        await this.#bringOn(stored);
      }
      if (pass === 1) {
        const { knex, dialect } = this.run.context;
        for await (const id of beginDue(this.run)) {
          await this.#bringOn(await readFile(knex, dialect, id));
        }
      }
      await this.#leave();
    }
    await removeDue(this.run);
    return this.run.report.result;
  }

  async #returnRestored(): Promise<void> {
    const { context, options, report } = this.run;
    const { knex, dialect } = context;
    for (const { id, isRestored, ...title } of await readArchived(knex)) {
      if (isRestored) {
        await report.attempt(fileTitle(title), async () => {
          const stored = await readFile(knex, dialect, id);
          if (await returnRestored(context, stored, options)) {
            const { name, content } = stored.file;
            report.returned.push({ file: name, events: content!.events });
          }
        });
      }
    }
  }

  /** Files in some states, without those that wait. */
  async #begun(
    ...states: Parameters<typeof readFiles>[2]['states']
  ): Promise<readonly StoredFile[]> {
    const { knex, dialect } = this.run.context;
    const files = await readFiles(knex, dialect, { states });
    return files.filter(({ file }) => !this.#waiting.has(file.id));
  }

  async #bringOn({ file: { id }, file }: StoredFile): Promise<void> {
    const isOn = await this.run.report.attempt(fileTitle(file), async () => {
      const stored = await bringOn(this.run, id);
      if (stored?.file.state === 'checked') {
        this.#readableSince.set(id, performance.now());
      }
      return true;
    });
    if (!isOn) {
      this.#waiting.add(id);
    }
  }

  /** Of a period all files together. */
  async #leave(): Promise<void> {
    const { context, options, report } = this.run;
    const checked = (await this.#begun('checked')).filter(({ file }) =>
      this.#readableSince.has(file.id),
    );
    for (const [first, ...others] of byPeriod(checked)) {
      const files = [first, ...others];
      const archived = await report.attempt(fileTitle(first.file), async () => {
        await this.#untilKnown(files);
        return leaveLive(context, first.file.period, files, options);
      });
      if (!archived) {
        files.forEach(({ file }) => this.#waiting.add(file.id));
      }
      for (const { file } of archived ?? []) {
        const { events } = file.content!;
        report.archived.push({ file: file.name, events });
      }
    }
  }

  /** Until no reader goes by what it knew before these files could be read. */
  async #untilKnown(files: readonly StoredFile[]): Promise<void> {
    const { context, options } = this.run;
    const since = Math.max(
      ...files.map(({ file }) => this.#readableSince.get(file.id)!),
    );
    const left = since + context.graceMs - performance.now();
    if (left > 0) {
      await sleep(left, undefined, { signal: options.signal });
    }
  }
}

function byPeriod(
  files: readonly StoredFile[],
): Iterable<readonly [StoredFile, ...StoredFile[]]> {
  const periods = new Map<string, [StoredFile, ...StoredFile[]]>();
  for (const stored of files) {
    const others = periods.get(stored.file.period.name);
    if (others) {
      others.push(stored);
    } else {
      periods.set(stored.file.period.name, [stored]);
    }
  }
  return periods.values();
}
