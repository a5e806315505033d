// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { dialectOf } from '../database/dialect';
import { migrateDatabase } from '../database/migrateDatabase';
import type { PersonalParts } from '../database/sealEvent';
import type { AppendParticipant } from './AppendParticipant';
import { BatchWriter } from './BatchWriter';
import { BisectingBatches } from './BisectingBatches';
import { GroupCommit } from './GroupCommit';
import { Partitions, type PartitionLength } from './Partitions';
import { prepareSqlite } from './prepareSqlite';
import { Sequencer } from './Sequencer';
import { StreamLease } from './StreamLease';

const LINGER_MS = 3;
const MAX_BATCH_SIZE = 500;
const LEASE_MS = 30_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface LedgerOptions {
  readonly database: DatabaseService;
  readonly logger: LoggerService;
  /** How long a stream stays reserved for a process that has died; 30 seconds by default. */
  readonly leaseMs?: number;
  readonly participant?: AppendParticipant;
  /** Events are sealed for it; they are not without. */
  readonly sealing?: LedgerSealing;
  /** What a partition of PostgreSQL has; a month by default. */
  readonly partition?: PartitionLength;
}

/** What is done with events once they are in order. */
export interface LedgerSealing extends PersonalParts {
  /** Batches were given their place. MUST NOT throw. */
  wake(): void;
}

/**
 * The append-only store of audit events.
 *
 * Its sink is durable: `append` resolves once the events are committed to the disk. An event is stored once, whatever
 * number of times it is appended, as long as one process at a time has it in hand. Every process may write; each does so
 * to a stream of its own, and within a second every event has its place in one gapless order.
 */
export class Ledger {
  /** Brings the database up to date. The sink works from then on. */
  static async create(options: LedgerOptions): Promise<Ledger> {
    const { database, logger, leaseMs = LEASE_MS } = options;
    const { participant, sealing, partition } = options;
    const knex = await database.getClient();
    const dialect = dialectOf(knex);
    if (dialect.engine === 'sqlite') {
      await prepareSqlite(knex);
    }
    if (!database.migrations?.skip) {
      await migrateDatabase(knex, dialect);
    }
    const partitions =
      dialect.engine === 'postgres'
        ? Partitions.create({ knex, logger, length: partition })
        : undefined;
    await partitions?.maintain(new Date());

    const lease = StreamLease.create({ knex, dialect, leaseMs });
    const writer = BatchWriter.create({ knex, dialect, lease, participant });
    const group = GroupCommit.create({
      batches: BisectingBatches.create({ writer, dialect }),
      lingerMs: LINGER_MS,
      maxBatchSize: MAX_BATCH_SIZE,
      personal: sealing,
    });
    const sequencer = Sequencer.create({
      knex,
      dialect,
      logger,
      sequenced: () => sealing?.wake(),
    });
    return new Ledger(logger, lease, group, sequencer, partitions);
  }

  readonly sink: AuditEventSink = {
    append: async (events: readonly NewAuditEvent[]) => {
      try {
        await this.group.append(events);
      } finally {
        // Even then: of a call that rejects, some events may be committed.
        this.sequencer.wake();
      }
    },
  };

  private readonly stopping = new AbortController();
  private loops: readonly Promise<void>[] = [];

  private constructor(
    private readonly logger: LoggerService,
    private readonly lease: StreamLease,
    private readonly group: GroupCommit,
    private readonly sequencer: Sequencer,
    private readonly partitions: Partitions | undefined,
  ) {}

  /** Starts to put events in order, and to keep the stream and the partitions. */
  start(): void {
    const { lease, partitions } = this;
    const signal = this.stopping.signal;
    this.loops = [
      this.sequencer.run(signal),
      this.every(lease.leaseMs / 3, () => lease.renew()),
      this.every(DAY_MS, async () => partitions?.maintain(new Date())),
    ];
  }

  /** Commits what was appended, and lets the next process have the stream. */
  async stop(): Promise<void> {
    await this.group.close();
    this.stopping.abort();
    await Promise.all(this.loops);
    try {
      await this.lease.release();
    } catch (error: unknown) {
      this.logger.warn(
        'The stream of the audit log could not be given back; it is free again when its lease runs out',
        { cause: String(error) },
      );
    }
  }

  private async every(
    milliseconds: number,
    work: () => Promise<void>,
  ): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await sleep(milliseconds, undefined, { signal, ref: false }).catch(
        () => {},
      );
      if (!signal.aborted) {
        await work().catch((error: unknown) =>
          this.logger.warn('Upkeep of the audit log failed; it is done again', {
            cause: String(error),
          }),
        );
      }
    }
  }
}
