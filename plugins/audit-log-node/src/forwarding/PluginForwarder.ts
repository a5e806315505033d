// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import type { OpenOperation } from '../auditEventSinkServiceRef';
import type { AuditEventSink } from '../AuditEventSink';
import { Begins } from '../begins/Begins';
import { JournaledOperations } from '../begins/JournaledOperations';
import { Refusals } from '../begins/Refusals';
import { growingPause } from '../growingPause';
import type { DeclaredEventType } from '../kit/DeclaredEventType';
import { Patience } from '../recording/Patience';
import { AwayLog } from './AwayLog';
import { DeclarationSender } from './DeclarationSender';
import { EventSender, type SendOutcome } from './EventSender';
import type { PluginConnection } from './PluginConnection';
import { inRequests } from './inRequests';
import type { JournalSettings } from '../journal/readJournalSettings';
import { reportedEvent } from './reportedEvent';
import { setAside } from './setAside';
import { WaitingEvents } from '../journal/WaitingEvents';

const NOTHING_TO_DO = Promise.resolve();
/** How often it is asked again whether there is an audit log in this portal, where there was none. */
const NOBODY_MS = 5 * 60_000;
const CLOSE_MS = 5_000;
/** What fits into one request, as `POST /events` takes it. */
const MOST = { entries: 1_000, bytes: 4_000_000 };

export interface PluginForwarderOptions {
  readonly plugin: string;
  readonly settings: JournalSettings;
  /** From which severity on operations are refused that could not be recorded; none is when it is undefined. */
  readonly severity: Severity | undefined;
  /** A sink that prepares events for being written, and hands them to the next one. */
  readonly prepare: (next: AuditEventSink) => AuditEventSink;
  readonly logger: LoggerService;
}

type NotTaken = Extract<SendOutcome, { kind: 'later' | 'nobody' }>;
type Later = Extract<SendOutcome, { kind: 'later' }>;

/**
 * Sends the events of one plugin to the audit log in another process, one request after the other, in the order in which
 * they came. While that one is away they wait, and are sent again until they are taken: it knows those that it has.
 *
 * Of every operation it is kept that it began: which of them the audit log does not record is known only there.
 */
export class PluginForwarder {
  readonly #options: PluginForwarderOptions;
  readonly #waiting: WaitingEvents;
  readonly #operations: JournaledOperations;
  readonly #refusals: Refusals;
  readonly #begins: Begins;
  readonly #declarations: DeclarationSender;
  readonly #log: AwayLog;
  readonly #stopping = new AbortController();
  #sender: EventSender | undefined;
  #running: Promise<void> | undefined;
  #wake: () => void = () => {};
  #whenDone: (() => void)[] = [];
  #nobodyUntil = 0;
  /** Whether it has taken anything: what is not found after that is being deployed. */
  #isKnownThere = false;

  private constructor(options: PluginForwarderOptions) {
    this.#options = options;
    this.#log = AwayLog.create(options);
    this.#waiting = WaitingEvents.create({
      ...options,
      encode: reportedEvent,
      onTakenOver: () => this.#wake(),
    });
    this.#operations = JournaledOperations.create({ waiting: this.#waiting });
    this.#refusals = Refusals.create({
      ...options,
      waiting: this.#waiting,
      isGettingOn: () => !this.#log.isAway,
      record: event => this.append([event]),
    });
    this.#begins = Begins.create({
      ...options,
      operations: this.#operations,
      refusals: this.#refusals,
    });
    this.#declarations = DeclarationSender.create({
      ...options,
      signal: this.#stopping.signal,
    });
  }

  static create(options: PluginForwarderOptions): PluginForwarder {
    return new PluginForwarder(options);
  }

  /** From now on what waits is sent. */
  connect(connection: PluginConnection): void {
    const { plugin } = this.#options;
    const sender = EventSender.create({ plugin, connection });
    this.#sender = sender;
    this.#running ??= this.#run();
    this.#declarations.connect(sender);
  }

  /** Resolves when they are in the journal, or as safe as can be. Never rejects. */
  async append(events: readonly NewAuditEvent[]): Promise<void> {
    if (!this.#isNobodyThere) {
      await this.#operations.append(events);
      this.#wake();
    }
  }

  /** As `AttachedAuditLog` says. */
  begin(operation: OpenOperation): Promise<void> {
    return this.#isNobodyThere ? NOTHING_TO_DO : this.#begins.begin(operation);
  }

  /** Takes the event that an operation has ended with. Never rejects. */
  end(event: NewAuditEvent): Promise<void> {
    return this.#operations.end(event, () => this.append([event]));
  }

  /** Resolves when the audit log has committed them, and rejects otherwise. They do not wait here. */
  async commit(events: readonly NewAuditEvent[]): Promise<void> {
    for (const contents of inRequests(events.map(reportedEvent))) {
      const outcome = await this.#send(contents);
      if (outcome.kind === 'refused') {
        throw new InputError(
          `The audit log refuses these events: ${outcome.message}`,
        );
      }
      if (outcome.kind === 'nobody') {
        throw new ServiceUnavailableError(
          'There is no audit log in this portal',
        );
      }
      if (outcome.kind === 'later') {
        throw new ServiceUnavailableError(
          `The audit log cannot be reached: ${outcome.message}`,
        );
      }
    }
  }

  declare(types: readonly DeclaredEventType[]): void {
    this.#declarations.declare(types);
  }

  /** Sends what it can in a bounded time, unless the audit log is away; the rest waits in the journal. */
  async close(): Promise<void> {
    await this.#refusals.close();
    if (this.#running && !this.#log.isAway) {
      const done = new Promise<void>(resolve => this.#whenDone.push(resolve));
      this.#wake();
      await Patience.of(CLOSE_MS).settled([done]);
    }
    this.#stopping.abort();
    this.#wake();
    try {
      await this.#running;
    } finally {
      await this.#waiting.close();
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { logger } = this.#options;
    await this.#waiting.takeOver().catch((error: unknown) => {
      logger.warn('The journal of the audit log cannot be read', {
        cause: String(error),
      });
    });
    let failures = 0;
    while (!signal.aborted) {
      const woken = new Promise<void>(resolve => {
        this.#wake = resolve;
      });
      const left = await this.#handOn();
      if (left === 'nothing') {
        this.#tellWhoWaits();
        await woken;
        continue;
      }
      if (!left) {
        failures = 0;
        continue;
      }
      failures += 1;
      if (!signal.aborted) {
        this.#log.away(left.message);
      }
      this.#tellWhoWaits();
      const pause = left.afterMs ?? growingPause(failures);
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Sends what waits longest. Undefined when that is done with, and when it is to be tried again why. Never rejects. */
  async #handOn(): Promise<Later | 'nothing' | undefined> {
    try {
      const next = await this.#waiting.next(MOST);
      if (next.length === 0) {
        return 'nothing';
      }
      const left = await this.#deliver(next.map(({ content }) => content));
      if (left?.kind === 'later') {
        return left;
      }
      this.#nobodyUntil = left ? this.#startNobody() : 0;
      await this.#waiting.done();
      this.#log.back(next.length);
      return undefined;
    } catch (error: unknown) {
      return {
        kind: 'later',
        message: `The journal cannot be read: ${error}`,
      };
    }
  }

  /** Undefined when all of it is taken, or can never be. */
  async #deliver(contents: readonly string[]): Promise<NotTaken | undefined> {
    const outcome = await this.#send(contents);
    if (outcome.kind === 'taken') {
      this.#isKnownThere = true;
      return undefined;
    }
    if (outcome.kind === 'nobody' && this.#isKnownThere) {
      return {
        kind: 'later',
        message: 'The audit log, which was there before, is not found',
      };
    }
    if (outcome.kind !== 'refused') {
      return outcome;
    }
    // One of them spoils the others.
    if (contents.length > 1) {
      const half = Math.ceil(contents.length / 2);
      return (
        (await this.#deliver(contents.slice(0, half))) ??
        (await this.#deliver(contents.slice(half)))
      );
    }
    const { settings, ...options } = this.#options;
    const { directory } = settings;
    await setAside(contents[0], outcome.message, { ...options, directory });
    return undefined;
  }

  async #send(contents: readonly string[]): Promise<SendOutcome> {
    const { logger, plugin } = this.#options;
    if (!this.#sender) {
      return {
        kind: 'later',
        message: `The plugin ${plugin} does not run yet`,
      };
    }
    const outcome = await this.#sender.send(contents, this.#stopping.signal);
    if (outcome.kind === 'taken' && outcome.quarantined.length > 0) {
      const [{ message }] = outcome.quarantined;
      logger.warn(
        `The audit log has put ${outcome.quarantined.length} events of the plugin ${plugin} into quarantine: ${message}`,
      );
    }
    return outcome;
  }

  get #isNobodyThere(): boolean {
    return performance.now() < this.#nobodyUntil;
  }

  /** All is sent, or nothing can be for the moment. */
  #tellWhoWaits(): void {
    this.#whenDone.splice(0).forEach(resolve => resolve());
  }

  #startNobody(): number {
    this.#options.logger.info(
      `There is no audit log in this portal; what the plugin ${
        this.#options.plugin
      } has for it is not kept`,
    );
    return performance.now() + NOBODY_MS;
  }
}
