// SPDX-License-Identifier: Apache-2.0
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../database/archiveTables';
import { RangeSet } from '../../retention/files/RangeSet';
import type { VerificationContext } from '../VerificationContext';
import {
  readCovered,
  type CoveredFile,
  type CoveredRemoval,
} from './readCovered';

/**
 * Which events are rightly not in the live table: those in files, and those that were removed by a statement. It changes while a run of
 * verification is under way, as events go on leaving the live table.
 */
export class ArchiveCoverage {
  static async read(context: VerificationContext): Promise<ArchiveCoverage> {
    const coverage = new ArchiveCoverage(context);
    await coverage.refresh();
    return coverage;
  }

  #files: readonly CoveredFile[] = [];
  #removed: readonly CoveredRemoval[] = [];
  #sequences = new RangeSet();
  /** Those of files, as they were at first. */
  #filedAtFirst: RangeSet | undefined;
  #known: string | undefined;
  /** What has been found of manifests and statements, which is told once. */
  readonly #told = new Set<string>();

  private constructor(private readonly context: VerificationContext) {}

  get files(): readonly CoveredFile[] {
    return this.#files;
  }

  get removed(): readonly CoveredRemoval[] {
    return this.#removed;
  }

  has(sequence: number): boolean {
    return this.#sequences.has(sequence);
  }

  /** Whether an event was in a file when this was first read, whatever has become of it since. */
  wasFiled(sequence: number): boolean {
    return this.#filedAtFirst!.has(sequence);
  }

  /** Whether a file is still as it was covered. */
  async isCurrent({ manifest }: CoveredFile): Promise<boolean> {
    await this.refresh();
    return this.#files.some(file => file.manifest === manifest);
  }

  /**
   * Whether events may have been removed that were recorded at about a time, and after another one. Epoch milliseconds; only when events
   * were recorded that are removed is signed.
   */
  isRemovedAt(time: number, after: number): boolean {
    return this.#removed.some(
      ({ period: { from, to } }) => from <= time && time < to && after < to,
    );
  }

  /** What was true when it was called is known once it resolves. */
  async refresh(): Promise<void> {
    const { knex, findings } = this.context;
    const states = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
      .orderBy('id')
      .select('id', 'state', 'sha256')
      .select(knex.raw('(statement IS NOT NULL) AS has_statement'));
    const known = JSON.stringify(states);
    if (known === this.#known) {
      return;
    }
    const covered = await readCovered(this.context, finding => {
      const text = JSON.stringify(finding);
      if (!this.#told.has(text)) {
        this.#told.add(text);
        findings.add(finding);
      }
    });
    this.#files = covered.files;
    this.#removed = covered.removed;
    this.#sequences = RangeSet.union([
      ...covered.files.map(({ file }) => file.content.sequences),
      ...covered.removed.map(({ sequences }) => sequences),
    ]);
    this.#filedAtFirst ??= RangeSet.union(
      covered.files.map(({ file }) => file.content.sequences),
    );
    this.#known = known;
  }
}
