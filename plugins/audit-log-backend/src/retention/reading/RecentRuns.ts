// SPDX-License-Identifier: Apache-2.0
import type { ArchiveCatalog } from '../files/ArchiveCatalog';
import type { RemovalStatement } from '../files/ArchiveFile';
import { isOnlyArchived, type ReadableFile } from './ReadableFile';
import type { Removals } from './Removals';
import { SequenceRuns } from './SequenceRuns';

/** The runs of sequences that the live table has nothing of, as the catalog and the statements of removals tell. */
export class RecentRuns {
  static create(options: {
    readonly catalog: ArchiveCatalog;
    readonly removals: Pick<Removals, 'recent'>;
  }): RecentRuns {
    return new RecentRuns(options.catalog, options.removals);
  }

  private made?: {
    readonly files: readonly ReadableFile[];
    readonly statements: readonly RemovalStatement[];
    readonly runs: SequenceRuns;
  };

  private constructor(
    private readonly catalog: ArchiveCatalog,
    private readonly removals: Pick<Removals, 'recent'>,
  ) {}

  /** Made anew only when what it is made of was read anew. */
  async current(): Promise<SequenceRuns> {
    const [files, statements] = await Promise.all([
      this.catalog.readable(),
      this.removals.recent(),
    ]);
    if (this.made?.files !== files || this.made.statements !== statements) {
      const runs = SequenceRuns.of([
        ...files.filter(isOnlyArchived).map(({ content }) => content.sequences),
        ...statements.map(({ sequences }) => sequences),
      ]);
      this.made = { files, statements, runs };
    }
    return this.made.runs;
  }
}
