// SPDX-License-Identifier: Apache-2.0
import type { ArchiveStore } from 'backstage-plugin-audit-log-backend/src/retention/store/ArchiveStore';
import type { Knex } from 'knex';

/** An archive with the months before a seeded ledger begins. */
export interface OlderMonths {
  /** A database of its own, which knows of the files. */
  readonly knex: Knex;
  readonly store: ArchiveStore;
  /** For what is made when files are read. */
  readonly directory: string;
  /** Epoch milliseconds: the first event of the archive, and where it ends and the live table begins. */
  readonly from: number;
  readonly border: number;
  readonly eventsPerMonth: number;
}
