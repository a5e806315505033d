// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import type {
  AttachedAuditLog,
  OpenOperation,
} from './auditEventSinkServiceRef';
import type { AuditEventSink } from './AuditEventSink';
import { Begins } from './begins/Begins';
import { JournaledOperations } from './begins/JournaledOperations';
import { readStorageFailure } from './begins/readStorageFailure';
import { Refusals } from './begins/Refusals';
import type { BufferLimits } from './BoundedEventBuffer';
import {
  type JournalSettings,
  LEDGER_JOURNAL_SIZE,
  readJournalSettings,
} from './journal/readJournalSettings';
import { WaitingEvents } from './journal/WaitingEvents';
import { redactingSink } from './redaction/redactingSink';
import { SecretKeys } from './redaction/SecretKeys';

const AUDIT_LOG = 'audit-log';
/** No plugin has such an id, and no ledger such a name: their journals are beside it. */
const DIRECTORY = '_starting';
const MOST = { entries: 1_000, bytes: 8_000_000 };

export interface StartingEventsOptions {
  /** Of a journal that nothing else is in. */
  readonly settings: JournalSettings;
  /** Of what waits in memory because no journal can be written. */
  readonly limits?: BufferLimits;
  readonly secretKeys: SecretKeys;
  /** From which severity on operations are refused that could not be recorded; none is when it is undefined. */
  readonly severity?: Severity;
  readonly logger: LoggerService;
}

/**
 * Keeps what is reported before the audit log has attached, without secrets, in a journal of its own: the one of the ledger
 * can be opened only when its database is known, which may be away. Killed at any moment, a process leaves there all that it
 * was told of; whoever attaches next is given it. Nothing is made on the disk before the first event, unless something is left there.
 *
 * An operation that began here ends here, also after that: its begin and its end are in the same hands after a crash.
 *
 * See docs/decisions/0021-a-journal-before-the-database.md.
 */
export class StartingEvents implements AuditEventSink {
  readonly #waiting: WaitingEvents;
  readonly #operations: JournaledOperations;
  readonly #refusals: Refusals;
  readonly #begins: Begins;
  readonly #redacted: AuditEventSink;
  #isAhead = true;
  /** Tells whoever has attached that there is more. */
  #wake: () => unknown = () => {};
  readonly #woken = () => {
    this.#wake();
  };

  private constructor(options: StartingEventsOptions) {
    const { logger, secretKeys, severity } = options;
    this.#waiting = WaitingEvents.create({
      ...options,
      plugin: AUDIT_LOG,
      encode: JSON.stringify,
      onTakenOver: this.#woken,
    });
    const operations = JournaledOperations.create({ waiting: this.#waiting });
    const prepare = (next: AuditEventSink) => redactingSink(secretKeys, next);
    this.#operations = operations;
    this.#redacted = prepare(operations);
    this.#refusals = Refusals.create({
      plugin: AUDIT_LOG,
      severity,
      waiting: this.#waiting,
      // Nothing takes what waits yet.
      isGettingOn: () => false,
      logger,
      record: event => this.append([event]),
    });
    this.#begins = Begins.create({
      operations,
      refusals: this.#refusals,
      prepare,
      logger,
    });
  }

  static create(options: StartingEventsOptions): StartingEvents {
    return new StartingEvents(options);
  }

  /** Throws an InputError when a setting is wrong. */
  static fromConfig(
    config: Config,
    options: { readonly logger: LoggerService },
  ): StartingEvents {
    const settings = readJournalSettings(config, {
      defaultSize: LEDGER_JOURNAL_SIZE,
    });
    return StartingEvents.create({
      ...options,
      settings: {
        ...settings,
        directory: join(settings.directory, DIRECTORY),
      },
      secretKeys: SecretKeys.fromConfig(config),
      severity: readStorageFailure(config),
    });
  }

  /**
   * Finds what processes that have died have left, so that this is done when the first operation waits for the journal. Nothing
   * is made where there is nothing. Never rejects.
   */
  start(): Promise<void> {
    return this.#waiting.takeOver();
  }

  /** Whether what comes now is to come here, since it has to be behind what waits. */
  get isAhead(): boolean {
    return this.#isAhead;
  }

  /** Resolves when they are in the journal, or as safe as can be. */
  append(events: readonly NewAuditEvent[]): Promise<void> {
    return this.#redacted.append(events).then(this.#woken);
  }

  /** As `AttachedAuditLog` says. */
  begin(operation: OpenOperation): Promise<void> {
    return this.#begins.begin(operation);
  }

  /** Whether an operation has begun here and not ended. */
  has(operationId: string): boolean {
    return this.#operations.has(operationId);
  }

  /** Takes the event that such an operation has ended with. */
  end(event: NewAuditEvent): Promise<void> {
    return this.#operations.end(event, () => this.append([event]));
  }

  /**
   * Has what waits, what other processes have left, and what ends here from now on handed on. Rejects when a sink that is
   * given it does not take it; it is tried again when there is more, and by the next process.
   */
  async handOnTo({
    sink,
    resume,
  }: Pick<AttachedAuditLog, 'sink' | 'resume'>): Promise<void> {
    if (resume) {
      // In the very turn in which it is attached: what comes later waits for what is here.
      this.#wake = resume(this.#waiting);
      this.#isAhead = false;
      await this.#refusals.close();
      return;
    }
    let handing: Promise<void> = this.#waiting.takeOver();
    const hand = () => {
      handing = handing.catch(() => {}).then(() => this.#hand(sink));
      return handing;
    };
    this.#wake = () => hand().catch(() => {});
    await this.#refusals.close();
    await hand();
  }

  /** What is left stays in the journal, for the next start. */
  async close(): Promise<void> {
    await this.#refusals.close();
    await this.#waiting.close();
  }

  async #hand(sink: AuditEventSink): Promise<void> {
    for (;;) {
      const batch = await this.#waiting.next(MOST);
      if (batch.length === 0) {
        this.#isAhead = false;
        return;
      }
      await sink.append(
        batch.map(({ event, content }) => event ?? JSON.parse(content)),
      );
      await this.#waiting.done();
    }
  }
}
