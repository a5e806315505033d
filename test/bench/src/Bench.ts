// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Part } from './measuring/Measurement';
import { createScratchDatabase, type ScratchDatabase } from './scratchDatabase';
import { type SeededLedger, seedLedger } from './seeding/seedLedger';
import type { Sizes } from './Sizes';
import type { Uses } from './Uses';

/** What the parts of the benchmark work with. */
export class Bench implements Uses {
  static async create(options: {
    /** Connection string of an empty PostgreSQL server on this machine. */
    readonly server: string;
    readonly sizes: Sizes;
  }): Promise<Bench> {
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-bench-'));
    // Files that the database server writes and reads lie in it, and that may run as another user.
    await chmod(directory, 0o711);
    return new Bench(options.server, options.sizes, directory);
  }

  readonly #scratch: ScratchDatabase[] = [];
  readonly #seeded = new Map<number, Promise<SeededLedger>>();
  readonly #closing: (() => Promise<unknown>)[] = [];
  #files = 0;

  private constructor(
    private readonly server: string,
    readonly sizes: Sizes,
    private readonly directory: string,
  ) {}

  use<T>(resource: T, close: (resource: T) => Promise<unknown>): T {
    this.#closing.push(() => close(resource));
    return resource;
  }

  /** Closes what the part has used. */
  async endPart(): Promise<void> {
    for (let close = this.#closing.pop(); close; close = this.#closing.pop()) {
      await close();
    }
  }

  /** An empty database, or a copy of one that nobody is connected to; dropped at the end, unless that is done before. */
  async newDatabase(copyOf?: ScratchDatabase): Promise<ScratchDatabase> {
    const database = await createScratchDatabase(this.server, copyOf);
    this.#scratch.push(database);
    return database;
  }

  /** A path where nothing is, in a folder of ours; removed at the end. */
  newPath(): string {
    return join(this.directory, `${this.#files++}`);
  }

  /** A ledger with so many events of a year on PostgreSQL, which several parts read. What they add to it MUST be little. */
  seeded(events: number): Promise<SeededLedger> {
    const seeded =
      this.#seeded.get(events) ??
      this.newDatabase().then(database =>
        seedLedger(database, { events, keyFile: this.newPath() }),
      );
    this.#seeded.set(events, seeded);
    return seeded;
  }

  async close(): Promise<void> {
    await Promise.all(this.#scratch.map(database => database.drop()));
    await rm(this.directory, { recursive: true });
  }
}

export type BenchPart = Part<Bench>;
