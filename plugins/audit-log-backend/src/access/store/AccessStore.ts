// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  BUILT_IN_ROLES,
  PERMISSION_BUNDLES,
} from 'backstage-plugin-audit-log-common';
import type { AccessDecider } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { type Dialect, dialectOf } from '../../database/dialect';
import type { Administrators } from '../Administrators';
import { AccessModel } from '../model/AccessModel';
import { Directory } from '../model/Directory';
import type { AccessFacts } from '../model/facts';
import { countChange } from '../operations/countChange';
import { lockState } from '../operations/lockState';
import { readAccessFacts } from '../operations/readAccessFacts';
import { readDirectoryFacts } from '../operations/readDirectoryFacts';
import { type AccessState, readState } from '../operations/readState';
import type { AccessTransaction, Changer } from './AccessTransaction';
import { Announcements } from './Announcements';
import { configuredAssignments } from './configuredAssignments';
import { CurrentAccess } from './CurrentAccess';

/** How often a replica looks whether another one changed something. */
const LOOK_MS = 500;

export interface AccessStoreOptions {
  readonly knex: Knex;
  readonly administrators: Administrators;
  readonly logger: LoggerService;
}

/**
 * Roles, groups and who has what, in the database, and in memory as of the last change.
 *
 * - What is in memory is at most half a second behind a change on another replica (`current`), and not at all behind one
 *   made here. Whoever must not be behind, asks the database for the version first (`fresh`), which costs one small query.
 * - A change is one transaction, alone on all replicas, and is refused as a whole when it would leave the organization
 *   without an administrator.
 */
export class AccessStore {
  /** Needs the database brought up to date. */
  static create(options: AccessStoreOptions): AccessStore {
    const { knex, administrators, logger } = options;
    return new AccessStore(knex, dialectOf(knex), administrators, logger);
  }

  readonly #announcements = Announcements.create();
  readonly #vocabulary: string;
  #current: CurrentAccess | undefined;
  #loading: Promise<CurrentAccess> | undefined;

  private constructor(
    readonly knex: Knex,
    readonly dialect: Dialect,
    private readonly administrators: Administrators,
    private readonly logger: LoggerService,
  ) {
    // Replicas whose configuration or release differs, for as long as a roll-out takes, make different models of one state.
    this.#vocabulary = createHash('sha256')
      .update(
        JSON.stringify([
          [...administrators.references].sort(),
          BUILT_IN_ROLES,
          PERMISSION_BUNDLES,
        ]),
      )
      .digest('base64url')
      .slice(0, 8);
  }

  /** Keeps up with the other replicas until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    let away = false;
    while (!signal.aborted) {
      try {
        await this.#refreshed();
        if (away) {
          away = false;
          this.logger.info('Access control reads its database again');
        }
      } catch (error: unknown) {
        if (!away && !signal.aborted) {
          away = true;
          this.logger.warn(
            'Access control cannot read its database; what was known is used until it can',
            { cause: String(error) },
          );
        }
      }
      await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** The model in memory; undefined before the first was read. */
  current(): AccessModel | undefined {
    return this.#current?.model;
  }

  /** The decider of the model in memory; undefined before the first was read. */
  decider(): AccessDecider | undefined {
    return this.#current?.decider;
  }

  /** The model as the database has it now. Rejects when the database cannot be asked. */
  async fresh(): Promise<AccessModel> {
    return (await this.#refreshed()).model;
  }

  /** As `fresh`, to decide with. */
  async freshDecider(): Promise<AccessDecider> {
    return (await this.#refreshed()).decider;
  }

  /** How far what the catalog says has been read. */
  state(): Promise<AccessState> {
    return readState(this.knex, this.dialect);
  }

  /** The model as everything was at a time, in epoch milliseconds. It reads all of it, and is not kept. */
  async asOf(at: number): Promise<AccessModel> {
    const { knex, dialect } = this;
    return AccessModel.create({
      version: `at-${at}`,
      facts: await readAccessFacts(knex, dialect, at),
      directory: Directory.create(await readDirectoryFacts(knex, dialect, at)),
    });
  }

  /**
   * Resolves with the current model as soon as it is of another version than this, or with undefined when the time is
   * over or the signal is given.
   */
  async waitForOther(
    version: string | undefined,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<CurrentAccess | undefined> {
    const isOther = () =>
      this.#current !== undefined && this.#current.model.version !== version;
    await this.#announcements.wait(isOther, milliseconds, signal);
    return isOther() ? this.#current : undefined;
  }

  /**
   * Changes something, alone. What `work` throws ends the change without a trace, and so does a change after which nobody
   * would administer the organization. It holds from the next question on, here and, half a second later, everywhere.
   */
  async change<T>(
    changer: Changer,
    work: (transaction: AccessTransaction) => Promise<T>,
  ): Promise<T> {
    const { dialect } = this;
    const { result, next } = await this.#alone(
      'version',
      async (knex, before) => {
        const { model } = before;
        const now = Date.now();
        const answer = await work({ knex, dialect, model, changer, now });
        const after = await this.#read(knex, before);
        requireAdministrator(model, after.model);
        return { result: answer, next: after };
      },
    );
    this.#publish(next);
    return result;
  }

  /** Changes what the catalog says, alone. `work` is told what it said before. */
  async changeDirectory<T>(
    work: (knex: Knex.Transaction, known: Directory) => Promise<T>,
  ): Promise<T> {
    const result = await this.#alone(
      'directory_version',
      (knex, { model: { directory } }) => work(knex, directory),
    );
    await this.#refreshed();
    return result;
  }

  /** One transaction at a time on all replicas; what is before it is read from the database only where memory is behind. */
  #alone<T>(
    counter: 'version' | 'directory_version',
    work: (knex: Knex.Transaction, before: CurrentAccess) => Promise<T>,
  ): Promise<T> {
    return this.knex.transaction(async knex => {
      await lockState(knex);
      const before = await this.#read(knex);
      await countChange(knex, counter);
      return work(knex, before);
    });
  }

  async #refreshed(): Promise<CurrentAccess> {
    const state = await this.state();
    if (this.#current?.isOf(state)) {
      return this.#current;
    }
    // Whoever asked before this one began to read may have to have something newer than what the other reads.
    const earlier = this.#loading;
    const loading = (async () => {
      await earlier?.catch(() => {});
      if (this.#current?.isAtLeast(state)) {
        return this.#current;
      }
      const next = await this.knex.transaction(
        transaction => this.#read(transaction),
        this.dialect.engine === 'postgres'
          ? { isolationLevel: 'repeatable read', readOnly: true }
          : {},
      );
      return this.#publish(next);
    })();
    this.#loading = loading;
    return loading;
  }

  /** What the transaction sees, as far as it is not known: all of it, or without the catalog's part, which is the large one. */
  async #read(
    knex: Knex,
    known: CurrentAccess | undefined = this.#current,
  ): Promise<CurrentAccess> {
    const state = await readState(knex, this.dialect);
    if (known?.isOf(state)) {
      return known;
    }
    const directory =
      known?.state.directoryVersion === state.directoryVersion
        ? known.model.directory
        : Directory.create(await readDirectoryFacts(knex, this.dialect));
    const facts = this.#configured(await readAccessFacts(knex, this.dialect));
    const version = `${state.version}.${state.directoryVersion}.${
      this.#vocabulary
    }`;
    return CurrentAccess.create(
      state,
      AccessModel.create({ version, facts, directory }),
    );
  }

  /** With what the configuration says now; what it said before counts for the past only. */
  #configured(facts: AccessFacts): AccessFacts {
    const stored = facts.assignments.filter(({ fixed }) => fixed);
    return {
      ...facts,
      assignments: [
        ...facts.assignments.filter(({ fixed }) => !fixed),
        ...configuredAssignments(this.administrators, stored),
      ],
    };
  }

  #publish(next: CurrentAccess): CurrentAccess {
    if (!this.#current?.isAtLeast(next.state)) {
      this.#current = next;
      this.#announcements.announce();
    }
    return this.#current ?? next;
  }
}

function requireAdministrator(before: AccessModel, after: AccessModel): void {
  if (after.administrators().size === 0 && before.administrators().size > 0) {
    throw new ConflictError(
      'Nobody would administer the organization any more; make somebody else an administrator first',
    );
  }
}
