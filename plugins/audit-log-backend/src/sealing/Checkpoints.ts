// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { checkpointFromRow } from '../database/checkpointFromRow';
import type { Dialect } from '../database/dialect';
import { SEALING_TABLES, type CheckpointRow } from '../database/sealingTables';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
/** Bounds one statement. */
const MAX_FORGOTTEN = 10_000;

/** The checkpoints that were signed. What their notes say is for whoever has the keys to verify. */
export class Checkpoints {
  static create(options: {
    readonly knex: Knex;
    readonly dialect: Dialect;
  }): Checkpoints {
    return new Checkpoints(options.knex, options.dialect);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
  ) {}

  /** The largest; undefined while nothing is sealed. */
  latest(): Promise<Checkpoint | undefined> {
    return this.read(this.rows().orderBy('size', 'desc').first());
  }

  ofSize(size: number): Promise<Checkpoint | undefined> {
    return this.read(this.rows().where({ size }).first());
  }

  /** The last that was sealed at a time, in epoch milliseconds, or before it. */
  lastUntil(time: number): Promise<Checkpoint | undefined> {
    const until = this.dialect.writeTime(time);
    return this.read(
      this.rows()
        .where('sealed_at', '<=', until)
        .orderBy('size', 'desc')
        .first(),
    );
  }

  /**
   * What has all that was sealed before a time, in epoch milliseconds: the first that was sealed then or later, if there is one, or
   * else the last. The time of a checkpoint never goes back, so when the clock of the database is put back it stands still, and many
   * have the same; of these it is the largest. More of them may come for as long as their time is not over, so what is to be had
   * then is the last from before.
   */
  async until(time: number): Promise<Checkpoint | undefined> {
    const { knex, dialect } = this;
    const over = () =>
      this.rows().where('sealed_at', '<', knex.raw(dialect.timeFromNow(0)));
    return (
      (await this.read(
        over()
          .where('sealed_at', '>=', dialect.writeTime(time))
          .orderBy([{ column: 'sealed_at' }, { column: 'size', order: 'desc' }])
          .first(),
      )) ?? this.read(over().orderBy('size', 'desc').first())
    );
  }

  async add(checkpoint: Checkpoint): Promise<void> {
    await this.knex<CheckpointRow>(SEALING_TABLES.checkpoints).insert({
      size: checkpoint.size,
      root: Buffer.from(checkpoint.root, 'base64'),
      note: checkpoint.note,
      sealed_at: this.dialect.writeTime(Date.parse(checkpoint.sealedAt)),
    });
  }

  /**
   * Of those that are older than a day, keeps the last of each hour: every later one says the same of what an earlier one was
   * about. Resolves with how many are gone; some may be left.
   */
  async thin(now: number): Promise<number> {
    const { knex, dialect } = this;
    const hour = `${dialect.quarterHour('sealed_at')} / ${HOUR_MS}`;
    const ranked = knex(SEALING_TABLES.checkpoints)
      .where('sealed_at', '<', dialect.writeTime(now - DAY_MS))
      .select(
        'size',
        knex.raw(
          `row_number() OVER (PARTITION BY ${hour} ORDER BY size DESC) AS place`,
        ),
      );
    const superfluous = knex
      .from(ranked.as('ranked'))
      .where('place', '>', 1)
      .limit(MAX_FORGOTTEN)
      .select('size');
    return knex(SEALING_TABLES.checkpoints)
      .whereIn('size', superfluous)
      .delete();
  }

  private rows() {
    return this.knex<CheckpointRow>(SEALING_TABLES.checkpoints);
  }

  private async read(
    found: PromiseLike<CheckpointRow | undefined>,
  ): Promise<Checkpoint | undefined> {
    const row = await found;
    return row && checkpointFromRow(row, this.dialect);
  }
}
