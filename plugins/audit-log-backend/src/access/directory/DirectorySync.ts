// SPDX-License-Identifier: Apache-2.0
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { storedText } from '../../database/storedText';
import type { Directory } from '../model/Directory';
import { noteFailure, noteReading } from '../operations/noteDirectory';
import { writeDirectory } from '../operations/writeDirectory';
import type { AccessStore } from '../store/AccessStore';
import { changesOf } from './changesOf';
import type { DirectoryReading } from './DirectoryReading';
import { readCatalog } from './readCatalog';

const MOST_OF_A_REASON = 300;

export interface DirectorySyncOptions {
  readonly access: AccessStore;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
  /** For one page of the catalog, in milliseconds. */
  readonly patienceMs?: number;
}

/**
 * Brings what is known of people and groups up to what the catalog says.
 *
 * All of it is read before anything is written, and what differs is written in one transaction. When it cannot be read to
 * its end, what was known stays, and that it could not is kept for the page to show.
 */
export class DirectorySync {
  static create(options: DirectorySyncOptions): DirectorySync {
    return new DirectorySync(options);
  }

  #failing = false;

  private constructor(private readonly options: DirectorySyncOptions) {}

  /** Does it once. It does not reject: a failure is noted, and logged when it is the first in a row. */
  async run(signal: AbortSignal): Promise<void> {
    const { access, logger } = this.options;
    const { knex, dialect } = access;
    try {
      await this.#read(signal);
      await noteReading(knex, dialect, Date.now());
    } catch (error: unknown) {
      if (!signal.aborted) {
        await this.#fail(error);
      }
      return;
    }
    if (this.#failing) {
      this.#failing = false;
      logger.info(
        'Access control reads people and groups of the catalog again',
      );
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { access, logger } = this.options;
    const reading = await readCatalog({ ...this.options, signal });
    const before = await access.fresh();
    refuseNothing(reading, before.directory);
    if (!changesOf(before.directory, reading)) {
      return;
    }
    // Another replica may have written the same a moment ago.
    await access.changeDirectory(async (knex, known) => {
      refuseNothing(reading, known);
      const changes = changesOf(known, reading);
      if (changes) {
        await writeDirectory(knex, access.dialect, changes, Date.now());
      }
    });
    const after = await access.fresh();
    if (before.administrators().size > 0 && after.administrators().size === 0) {
      logger.warn(
        'Nobody administers the organization any more: the catalog has nobody left in the groups that do. Name users or groups in auditLog.administrators, or put somebody into one of these groups',
      );
    }
  }

  async #fail(error: unknown): Promise<void> {
    const { access, logger } = this.options;
    const reason = storedText(
      toError(error).message.slice(0, MOST_OF_A_REASON),
    );
    if (!this.#failing) {
      this.#failing = true;
      logger.warn(
        'Access control could not read people and groups of the catalog; what was known counts until it can',
        { cause: String(error) },
      );
    }
    // Where the database is what failed it cannot keep this either, and the store says so.
    await noteFailure(access.knex, access.dialect, reason, Date.now()).catch(
      () => {},
    );
  }
}

/** Nobody at all, where there were many, is a catalog that has lost something or is not ready, and no news of everyone. */
function refuseNothing(reading: DirectoryReading, known: Directory): void {
  const isNothing = reading.people.size + reading.groups.size === 0;
  if (isNothing && known.people.size + known.groups.size > 1) {
    throw new Error(
      `The catalog answered with no users and groups at all, where there were ${known.people.size} and ${known.groups.size}`,
    );
  }
}
