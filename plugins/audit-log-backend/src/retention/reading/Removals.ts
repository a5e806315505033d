// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_AGE_MS } from '../files/ArchiveCatalog';
import type { RemovalStatement } from '../files/ArchiveFile';
import { readStatements } from './operations/readStatements';

/** The statements of what was removed: whoever reads knows from them which sequences are rightly gone. */
export class Removals {
  static create(options: {
    readonly knex: Knex;
    readonly ageMs?: number;
  }): Removals {
    return new Removals(options.knex, options.ageMs ?? CATALOG_AGE_MS);
  }

  private known: ReadonlyMap<string, RemovalStatement> = new Map();
  private reading?: Promise<readonly RemovalStatement[]>;
  private readAt = -Infinity;

  private constructor(
    private readonly knex: Knex,
    private readonly ageMs: number,
  ) {}

  /** All of them, as they are now. */
  async statements(): Promise<readonly RemovalStatement[]> {
    this.known = await readStatements(this.knex, this.known);
    return [...this.known.values()];
  }

  /** The same, not older than what is known of the files. */
  recent(): Promise<readonly RemovalStatement[]> {
    const now = performance.now();
    if (!this.reading || now - this.readAt >= this.ageMs) {
      this.readAt = now;
      const reading = this.statements();
      this.reading = reading;
      reading.catch(() => {
        if (this.reading === reading) {
          this.reading = undefined;
        }
      });
    }
    return this.reading;
  }
}
