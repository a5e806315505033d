// SPDX-License-Identifier: Apache-2.0
import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { InvitedPerson } from 'backstage-plugin-audit-log-common';
import { userOf } from './userOf';

const NAME = 'audit-log-invitations';
/**
 * After this long the catalog is told again what it was told before: another replica, whose turn it was meanwhile, may have
 * told it something else.
 */
const BELIEVE_MS = 60_000;

export interface InvitedPeopleProviderOptions {
  readonly ask: (signal: AbortSignal) => Promise<readonly InvitedPerson[]>;
  readonly logger: LoggerService;
  readonly schedule: SchedulerServiceTaskRunner;
  readonly now?: () => number;
}

/** Keeps the invited people of the catalog as the audit log says they are. While it says nothing, they stay. */
export class InvitedPeopleProvider implements EntityProvider {
  static create(options: InvitedPeopleProviderOptions): InvitedPeopleProvider {
    return new InvitedPeopleProvider(options);
  }

  /** What was applied here last, as JSON, and when. */
  #applied: string | undefined;
  #appliedAt = 0;
  #isAway = false;

  private constructor(private readonly options: InvitedPeopleProviderOptions) {}

  getProviderName(): string {
    return NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.options.schedule.run({
      id: NAME,
      fn: signal => this.refresh(connection, signal as AbortSignal),
    });
  }

  private async refresh(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const people = await this.ask(signal);
    if (!people) {
      return;
    }
    const entities = people.map(userOf);
    const answer = JSON.stringify(entities);
    const now = (this.options.now ?? Date.now)();
    if (answer === this.#applied && now - this.#appliedAt < BELIEVE_MS) {
      return;
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: NAME })),
    });
    this.#applied = answer;
    this.#appliedAt = now;
  }

  /** Undefined while the audit log is away, which is logged once. */
  private async ask(
    signal: AbortSignal,
  ): Promise<readonly InvitedPerson[] | undefined> {
    const { ask, logger } = this.options;
    try {
      const people = await ask(signal);
      if (this.#isAway) {
        this.#isAway = false;
        logger.info('The audit log says again who is invited');
      }
      return people;
    } catch (error: unknown) {
      if (!this.#isAway && !signal.aborted) {
        this.#isAway = true;
        logger.warn(
          'The audit log does not say who is invited; invited people stay in the catalog as they are until it does',
          { cause: String(error) },
        );
      }
      return undefined;
    }
  }
}
