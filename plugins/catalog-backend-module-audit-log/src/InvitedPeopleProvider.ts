// SPDX-License-Identifier: Apache-2.0
import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { InvitedPeople } from './askForInvitedPeople';
import { userOf } from './userOf';

const NAME = 'audit-log-invitations';
/**
 * After this long the catalog is told again what it was told before: another replica may have told it something older a
 * moment later.
 */
const BELIEVE_MS = 5 * 60_000;

export interface InvitedPeopleProviderOptions {
  /** Asks who is invited; with a version that is known, waits for another one, and gives undefined when there is none. */
  readonly ask: (
    after: string | undefined,
    signal: AbortSignal,
  ) => Promise<InvitedPeople | undefined>;
  readonly logger: LoggerService;
  readonly schedule: SchedulerServiceTaskRunner;
  readonly now?: () => number;
}

/** Keeps the invited people of the catalog as the audit log says they are. While it says nothing, they stay. */
export class InvitedPeopleProvider implements EntityProvider {
  static create(options: InvitedPeopleProviderOptions): InvitedPeopleProvider {
    return new InvitedPeopleProvider(options);
  }

  /** Version of what was applied last, and when. */
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
    const { now = Date.now } = this.options;
    const isBelieved = now() - this.#appliedAt < BELIEVE_MS;
    const people = await this.ask(
      isBelieved ? this.#applied : undefined,
      signal,
    );
    if (!people) {
      return;
    }
    await connection.applyMutation({
      type: 'full',
      entities: people.items.map(person => ({
        entity: userOf(person),
        locationKey: NAME,
      })),
    });
    this.#applied = people.version;
    this.#appliedAt = now();
  }

  /** Undefined while there is nothing new, and while the audit log is away, which is logged once. */
  private async ask(
    after: string | undefined,
    signal: AbortSignal,
  ): Promise<InvitedPeople | undefined> {
    const { ask, logger } = this.options;
    try {
      const people = await ask(after, signal);
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
