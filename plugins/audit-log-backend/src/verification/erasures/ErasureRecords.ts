// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import {
  ErasureEvents,
  type RecordedErasure,
} from 'backstage-plugin-audit-log-verify';
import type { ErasureRow } from '../../database/sealingTables';
import { readErasureEvents } from '../../erasure/operations/readErasureEvents';
import type { ArchiveCoverage } from '../archive/ArchiveCoverage';
import type { VerifiedArchive } from '../archive/checkArchive';
import type { CoveredFile } from '../archive/readCovered';
import type { VerificationContext } from '../VerificationContext';
import { readFiledErasures } from './readFiledErasures';

/** So many erasures of files are kept in mind. */
const MOST_ERASURES = 1_000_000;
/** Clocks of a database and of those that record differ by less. */
const CLOCKS_MS = 60 * 60_000;

/** What the trail tells of erasures: in the live table, in files that a run has read, and in those that are read for the sake of it. */
export class ErasureRecords {
  readonly #told = new ErasureEvents(MOST_ERASURES);
  /** Manifests of files that were read to their end. */
  readonly #read = new Set<string>();
  readonly #unreadable = new Set<string>();

  constructor(
    private readonly context: VerificationContext,
    private readonly coverage: ArchiveCoverage,
    private readonly archive: VerifiedArchive | undefined,
  ) {}

  see(event: AuditEvent): void {
    this.#told.see(event);
  }

  sawFile({ manifest }: CoveredFile): void {
    this.#read.add(manifest);
  }

  /** What the events that are at hand, or are live, tell of an erasure; undefined when none does. */
  async of(operation: string): Promise<RecordedErasure | undefined> {
    const { knex, dialect } = this.context;
    const live = await readErasureEvents(knex, dialect, operation);
    live.forEach(event => this.see(event));
    return this.#told.of(operation);
  }

  /**
   * The same, of the files of the time in which an erasure began, as they are now. `unreadable`: the names of those of them that could
   * not be read, in which it may be.
   */
  async inFiles(
    erasure: Pick<
      ErasureRow,
      'id' | 'started_at' | 'live_ended_at' | 'ended_at'
    >,
  ): Promise<{
    readonly told?: RecordedErasure;
    readonly unreadable: readonly string[];
  }> {
    const { dialect } = this.context;
    const from = dialect.readTime(erasure.started_at) - CLOCKS_MS;
    // Nothing is erased before it is on record.
    const begun = erasure.live_ended_at ?? erasure.ended_at;
    const to =
      (begun === null ? Date.now() : dialect.readTime(begun)) + CLOCKS_MS;
    const isOfThatTime = ({ file: { period } }: CoveredFile) =>
      period.from <= to && period.to > from;
    for (;;) {
      await this.coverage.refresh();
      const files = this.coverage.files.filter(isOfThatTime);
      const next = files.find(
        ({ manifest }) =>
          !this.#read.has(manifest) && !this.#unreadable.has(manifest),
      );
      const told = this.#told.of(erasure.id);
      if (told || !next) {
        const unreadable = files
          .filter(({ manifest }) => this.#unreadable.has(manifest))
          .map(({ file }) => file.name);
        return { told, unreadable };
      }
      await this.#readFile(next);
    }
  }

  async #readFile(covered: CoveredFile): Promise<void> {
    const { context, coverage, archive } = this;
    const events =
      archive && (await readFiledErasures(context, archive, coverage, covered));
    if (events) {
      events.forEach(event => this.see(event));
      this.sawFile(covered);
    } else {
      this.#unreadable.add(covered.manifest);
    }
  }
}
