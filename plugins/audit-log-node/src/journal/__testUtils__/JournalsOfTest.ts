// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { Journal } from '../Journal';
import type { JournalOptions } from '../JournalOptions';
import { JOURNAL_FILE } from '../SegmentList';
import { afterDeath } from './afterDeath';
import { contentsOf } from './readAll';

/** Journals in one directory. It MUST be closed. */
export class JournalsOfTest {
  static async create(
    options: Partial<JournalOptions> = {},
  ): Promise<JournalsOfTest> {
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-journal-'));
    return new JournalsOfTest(directory, options);
  }

  readonly logger = mockServices.logger.mock();
  readonly #options: Partial<JournalOptions>;
  readonly #opened = new Set<Journal>();

  private constructor(
    readonly directory: string,
    options: Partial<JournalOptions>,
  ) {
    this.#options = options;
  }

  async open(options: Partial<JournalOptions> = {}): Promise<Journal> {
    const journal = await Journal.open({
      directory: this.directory,
      maxSize: 10_000_000,
      logger: this.logger,
      ...this.#options,
      ...options,
    });
    this.#opened.add(journal);
    return journal;
  }

  /** As when its process ends. */
  async end(journal: Journal): Promise<void> {
    this.#opened.delete(journal);
    await journal.close();
  }

  async flush(): Promise<void> {
    await Promise.all(Array.from(this.#opened, each => each.flush()));
  }

  /** What somebody finds who opens a copy as it is on the disk, as if all processes had died just now. */
  async foundAfterDeath(): Promise<unknown[]> {
    return afterDeath(this.directory, async copy => {
      const journal = await this.open({ directory: copy });
      const contents = await contentsOf(journal);
      await this.end(journal);
      return contents;
    });
  }

  /** Names of the files that are there, below the directory. */
  async files(): Promise<string[]> {
    const names = await readdir(this.directory, { recursive: true });
    return names.filter(name => name.endsWith(JOURNAL_FILE));
  }

  /** Bytes of all files that are there, below the directory, whatever they are. */
  async size(): Promise<number> {
    const names = await readdir(this.directory, { recursive: true });
    const sizes = await Promise.all(
      names.map(async name => {
        // It may have gone meanwhile.
        const found = await stat(join(this.directory, name)).catch(() => null);
        return found?.isFile() ? found.size : 0;
      }),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#opened, each => each.close()));
    await rm(this.directory, { recursive: true });
  }
}
