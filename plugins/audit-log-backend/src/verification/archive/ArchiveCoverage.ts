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

  /** Operation ids of erasures whose events are in files: known once these were read. */
  readonly erasureEvents = new Set<string>();
  #files: readonly CoveredFile[] = [];
  #removed: readonly CoveredRemoval[] = [];
  #sequences = new RangeSet();
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

  /** Whether a file is still as it was covered. */
  async isCurrent({ manifest }: CoveredFile): Promise<boolean> {
    await this.refresh();
    return this.#files.some(file => file.manifest === manifest);
  }

  /** Whether events that were recorded at a time, epoch milliseconds, may have been removed. */
  isRemovedAt(time: number): boolean {
    return this.#removed.some(
      ({ period: { from, to } }) => from <= time && time < to,
    );
  }

  /** What was true when it was called is known once it resolves. */
  async refresh(): Promise<void> {
    const { knex, findings } = this.context;
    const states = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
      .orderBy('id')
      .select('id', 'state', 'sha256');
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
    this.#known = known;
  }
}
