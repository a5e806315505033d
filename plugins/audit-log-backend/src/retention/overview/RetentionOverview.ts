// SPDX-License-Identifier: Apache-2.0
import type {
  ArchiveFile,
  Hold,
  Retention,
  RetentionPeriod,
  RetentionRun,
} from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { isoTime } from '../../database/isoTime';
import { overlaps } from '../holds/holdMatch';
import type { Holds } from '../holds/Holds';
import { type CompiledPolicy, compilePolicy } from '../policy/compilePolicy';
import type { LiveCount } from '../policy/countLive';
import { parsePeriod } from '../policy/periods';
import type { RetentionPolicies } from '../policy/RetentionPolicies';
import type { RetentionSettings } from '../readRetentionSettings';
import type { ClockJudge } from '../runs/ClockJudge';
import { inWords } from '../runs/judgeClock';
import type { KeptRun } from '../runs/operations/listRuns';
import type { RetentionRuns } from '../runs/RetentionRuns';
import { FIRST_AFTER_MS } from '../runs/scheduleRuns';
import type { ArchiveStore } from '../store/ArchiveStore';
import type { ArchiveCheck } from './ArchiveCheck';
import { growthOf, growthSince } from './growth';
import { archiveTotals } from './operations/archiveTotals';
import { countLeft } from './operations/countLeft';
import { listFiles } from './operations/listFiles';
import { liveBytes, type LiveBytes } from './operations/liveBytes';
import { LiveCounts } from './LiveCounts';
import { Remembered } from './Remembered';

const MOST_REMOVED = 100;

export interface RetentionOverviewOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly settings: RetentionSettings;
  readonly policies: RetentionPolicies;
  readonly holds: Holds;
  readonly runs: RetentionRuns;
  readonly judge: ClockJudge;
  readonly store: Pick<ArchiveStore, 'kind' | 'location'>;
  readonly check: ArchiveCheck;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** How long events are kept, what is where, and what happens next. What it costs does not grow with the number of events. */
export class RetentionOverview {
  static create(options: RetentionOverviewOptions): RetentionOverview {
    return new RetentionOverview(options);
  }

  readonly #live: LiveCounts;
  readonly #bytes: Remembered<LiveBytes>;
  readonly #startedAt: number;
  #countedAfter: string | undefined;

  private constructor(private readonly options: RetentionOverviewOptions) {
    const { knex, dialect, settings, clock } = options;
    this.#live = LiveCounts.create({ knex, dialect, length: settings.period });
    this.#bytes = new Remembered(() => liveBytes(knex, dialect));
    this.#startedAt = clock();
  }

  async read(): Promise<Retention> {
    const { knex, dialect, settings, policies, holds, runs } = this.options;
    // Together with what follows: an archive that does not answer takes its two seconds.
    const checking = this.options.check.look();
    await policies.settle();
    const { effective, pending } = await policies.current();
    const policy = compilePolicy(effective.policy);
    const now = this.options.clock();
    const lastRuns = await runs.list();
    this.#forgetBefore(lastRuns[0]?.run);
    const [live, bytes, active] = await Promise.all([
      this.#live.read(),
      this.#bytes.get(),
      holds.active(),
    ]);
    const totals = {
      liveEvents: live.reduce((total, { events }) => total + events, 0),
      liveBytes: bytes.total,
      ...(await archiveTotals(knex)),
    };
    const files = await listFiles(knex, dialect, { mostRemoved: MOST_REMOVED });
    const arrived = [
      ...live.map(({ period, events, ...event }) => ({
        from: period.from,
        class: policy.classOf(event),
        events,
      })),
      ...(await countLeft(knex, dialect, growthSince(now))),
    ];
    return {
      policy: effective,
      configured: settings.policy as Retention['configured'],
      ...(pending && { pending }),
      changes: await policies.list(),
      holds: await holds.list(),
      live: periodsOf(live, bytes, policy),
      files: files.map(file => withDates(file, policy, active)),
      totals,
      growth: growthOf({ policy, arrived, now, totals }),
      archive: await this.#archive(lastRuns, checking),
      ...(await this.#clock()),
      nextRunAt: isoTime(this.#nextRunAt(lastRuns, now)),
      runs: lastRuns.map(({ run }) => run),
    };
  }

  /** A file as the overview has it. */
  async file(id: string): Promise<ArchiveFile> {
    const { knex, dialect, policies, holds } = this.options;
    const [file] = await listFiles(knex, dialect, { id });
    const { effective } = await policies.current();
    return withDates(
      file,
      compilePolicy(effective.policy),
      await holds.active(),
    );
  }

  /** What was counted before a run is not what is there after it. */
  #forgetBefore(last: RetentionRun | undefined): void {
    const counted = last && `${last.id} ${last.state}`;
    if (this.#countedAfter !== counted) {
      this.#countedAfter = counted;
      this.#live.forget();
      this.#bytes.forget();
    }
  }

  async #archive(
    lastRuns: readonly KeptRun[],
    checking: ReturnType<ArchiveCheck['look']>,
  ): Promise<Retention['archive']> {
    const { store, settings } = this.options;
    const problem = await checking;
    const looked = lastRuns.find(
      ({ record }) => record.unknownFiles !== undefined,
    );
    return {
      kind: store.kind,
      location: store.location,
      period: settings.period,
      ...(problem && {
        problem: problem.message,
        problemSince: isoTime(problem.since),
      }),
      unknownFiles: looked?.record.unknownFiles ?? 0,
    };
  }

  async #clock(): Promise<Pick<Retention, 'clock'>> {
    const judged = await this.options.judge.judge();
    const { now, lastRunAt, doubtedSince } = judged;
    return doubtedSince === undefined
      ? {}
      : {
          clock: {
            now: isoTime(now),
            lastRunAt: isoTime(lastRunAt ?? now),
            message: inWords(judged),
          },
        };
  }

  /** About: the scheduler decides. */
  #nextRunAt(lastRuns: readonly KeptRun[], now: number): number {
    const { runEveryMs } = this.options.settings;
    const last = lastRuns.find(
      ({ run, record }) => record.clock && run.startedBy === undefined,
    );
    const next = last
      ? Date.parse(last.run.startedAt) + runEveryMs
      : this.#startedAt + Math.min(runEveryMs, FIRST_AFTER_MS);
    return Math.min(Math.max(next, now), now + runEveryMs);
  }
}

/** The latest first. */
function periodsOf(
  live: readonly LiveCount[],
  bytes: LiveBytes,
  policy: CompiledPolicy,
): RetentionPeriod[] {
  const periods = new Map<
    string,
    { readonly name: string; events: number; archiveAt: number }
  >();
  for (const { period, events, ...event } of live) {
    const { name } = period;
    const of = periods.get(name) ?? { name, events: 0, archiveAt: -Infinity };
    of.events += events;
    const archiveAt = policy.archiveAt(period, policy.classOf(event));
    of.archiveAt = Math.max(of.archiveAt, archiveAt);
    periods.set(name, of);
  }
  return [...periods.values()]
    .sort((one, other) => (one.name < other.name ? 1 : -1))
    .map(({ name, events, archiveAt }) => {
      const ofPeriod = bytes.byPeriod.get(name);
      return {
        period: name,
        events,
        ...(ofPeriod !== undefined && { bytes: ofPeriod }),
        archiveAt: isoTime(archiveAt),
      };
    });
}

/** With when it is due to be removed, and which holds may keep it by then. */
function withDates(
  file: ArchiveFile,
  policy: CompiledPolicy,
  holds: readonly Hold[],
): ArchiveFile {
  if (file.state === 'removing' || file.state === 'removed') {
    return file;
  }
  const removeAt = policy.removeAt(parsePeriod(file.period), file.class);
  const { occurredFrom, occurredTo } = file;
  const near = holds.filter(hold =>
    overlaps(hold, {
      first: occurredFrom ? Date.parse(occurredFrom) : -Infinity,
      last: occurredTo ? Date.parse(occurredTo) : Infinity,
    }),
  );
  return {
    ...file,
    ...(removeAt !== undefined && { removeAt: isoTime(removeAt) }),
    ...(near.length > 0 && { holds: near.map(({ id }) => id) }),
  };
}
