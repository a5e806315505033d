// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../database/archiveTables';
import type { ArchiveStore } from '../store/ArchiveStore';

const EVERY_MS = 60_000;

/**
 * Sees to it that this process keeps no copies of files that another one has removed from the archive, or has put another in the place
 * of: what was erased of them, or was to be removed, would be on the disk of this machine for as long as there is room.
 */
export class ReplacedCopies {
  static create(options: {
    readonly knex: Knex;
    readonly store: Pick<ArchiveStore, 'forgetUnless'>;
    readonly logger: LoggerService;
    /** A minute by default. */
    readonly everyMs?: number;
  }): ReplacedCopies {
    return new ReplacedCopies(options);
  }

  readonly #stopping = new AbortController();
  #looking: Promise<void> | undefined;

  private constructor(
    private readonly options: Parameters<typeof ReplacedCopies.create>[0],
  ) {}

  start(): void {
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { knex, store, logger, everyMs = EVERY_MS } = this.options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) {
        return;
      }
      try {
        const names = new Set(
          await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
            .whereNot({ state: 'removed' })
            .pluck('name'),
        );
        // Manifests and statements are read once and have nothing of anybody.
        store.forgetUnless(
          name => !name.startsWith('events/') || names.has(name),
        );
      } catch (error: unknown) {
        logger.debug('Copies of files are looked through again later', {
          cause: String(error),
        });
      }
    }
  }
}
