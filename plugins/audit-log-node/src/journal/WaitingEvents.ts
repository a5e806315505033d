// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  type NewAuditEvent,
  SEVERITIES,
} from 'backstage-plugin-audit-log-common';
import {
  BoundedEventBuffer,
  type BufferLimits,
  type LostCounts,
} from '../BoundedEventBuffer';
import { createLostEvent } from '../createLostEvent';
import { isClaimed } from './Claim';
import { Journal } from './Journal';
import type { JournalEntry, Lost } from './JournalEntry';
import { makePrivateDirectory } from './makePrivateDirectory';
import type { JournalSettings } from './readJournalSettings';

const OPEN_AGAIN_MS = 30_000;
/** While the disk is full, not each event tries it. */
const WRITE_AGAIN_MS = 1_000;
const SPILLED_AT_ONCE = 1_000;
/** A file that has not taken anything for so long does not work. */
const STUCK_MS = 1_000;

/** @public */
export interface WaitingEventsOptions {
  /** Whose they are. */
  readonly plugin: string;
  /** Of a journal that nothing else is in. */
  readonly settings: JournalSettings;
  /** Of what waits in memory because no journal can be written. */
  readonly limits?: BufferLimits;
  /** How many characters of what is in the journal are kept in memory too, as the events they were. None by default. */
  readonly memory?: number;
  /** What is written of an event. */
  readonly encode: (event: NewAuditEvent) => string;
  readonly logger: LoggerService;
  /** Called when there are events that were not added here. */
  readonly onTakenOver: () => void;
}

/**
 * An event that waits.
 *
 * @public
 */
export interface WaitingEvent {
  /** As it was encoded. */
  readonly content: string;
  /** Absent when it was read from a file: then it may have been handed on already, by a process that has died. */
  readonly event?: NewAuditEvent;
}

/**
 * Events that wait to be handed on, in the order in which they came: in a journal, and in memory as long as nothing can be
 * written there. No method of it rejects but `next` and `done`, when the journal cannot be read.
 *
 * @public
 */
export class WaitingEvents {
  readonly #options: WaitingEventsOptions;
  readonly #memory: BoundedEventBuffer;
  #opening: Promise<Journal | undefined> | undefined;
  #journal: Journal | undefined;
  #tryAgainAt = 0;
  #isFailing = false;
  #spilling: Promise<void> | undefined;
  #reading: readonly NewAuditEvent[] | 'journal' = 'journal';
  #lost = 0;
  /** What has ended while no journal could be written. */
  readonly #ended = new Set<string>();

  private constructor(options: WaitingEventsOptions) {
    this.#options = options;
    this.#memory = BoundedEventBuffer.create(options.limits);
  }

  static create(options: WaitingEventsOptions): WaitingEvents {
    return new WaitingEvents(options);
  }

  /** How many wait. */
  get size(): number {
    return (this.#journal?.waiting ?? 0) + this.#memory.size;
  }

  /** How many there was no room for. */
  get lost(): number {
    return this.#lost + this.#memory.lostInAll;
  }

  /** What the journal takes of the disk. */
  get journalBytes(): number {
    return this.#journal?.size ?? 0;
  }

  /** How full the journal is, from 0 to 1. */
  get fill(): number {
    return this.#journal?.fill ?? 0;
  }

  /** Whether what is added survives the process. */
  get isJournaling(): boolean {
    return !this.#isFailing && (this.#journal?.stuckMs ?? 0) < STUCK_MS;
  }

  /** Finds what processes that have ended left. Nothing is made where there is nothing. */
  async takeOver(): Promise<void> {
    if (await isClaimed(this.#options.settings.directory)) {
      await this.#open();
    }
  }

  /** `ends` tells which of them end what was begun, and with which key. */
  async add(
    events: readonly NewAuditEvent[],
    ends: (event: NewAuditEvent) => string | undefined = () => undefined,
  ): Promise<void> {
    if (this.#memory.size === 0 && (await this.#write(events, ends))) {
      return;
    }
    for (const event of events) {
      const key = ends(event);
      if (key !== undefined) {
        this.#ended.add(key);
      }
      this.#memory.push(event);
    }
    await this.#spill();
  }

  /** Keeps what is on record if the process dies before the key is ended. False when that could not be written. */
  async begin(key: string, unfinished: NewAuditEvent): Promise<boolean> {
    try {
      if (performance.now() < this.#tryAgainAt) {
        return false;
      }
      const entry = this.#entry(unfinished);
      return (await (await this.#open())?.begin(key, entry)) ?? false;
    } catch (error: unknown) {
      this.#failed(error);
      return false;
    }
  }

  /** What was begun has ended, and there is no event of it. */
  async end(key: string): Promise<void> {
    this.#ended.add(key);
    await this.#writeEnds();
  }

  /** The next ones, at least one if there is any; the same again until they are done. */
  async next(most: {
    readonly entries: number;
    readonly bytes: number;
  }): Promise<readonly WaitingEvent[]> {
    const journal = await this.#opening;
    const batch = await journal?.read(most);
    if (batch) {
      this.#reading = 'journal';
      return [
        ...batch.lost.map(each => ({ content: this.#lostEvent(each) })),
        ...batch.entries.map(({ content, value }) => ({
          content,
          event: value as NewAuditEvent | undefined,
        })),
      ];
    }
    return this.#nextInMemory(most);
  }

  async done(): Promise<void> {
    if (this.#reading === 'journal') {
      await (await this.#opening)?.done();
    } else {
      this.#memory.remove(this.#reading);
    }
  }

  async close(): Promise<void> {
    this.#tryAgainAt = 0;
    await this.#spill();
    await this.#writeEnds();
    const { logger, plugin, settings } = this.#options;
    const journal = await this.#opening;
    const left = journal?.waiting ?? 0;
    await journal?.close();
    if (left > 0) {
      logger.info(
        `${left} audit events of the plugin ${plugin} wait in ${settings.directory} for its next start`,
      );
    }
    if (this.#memory.size > 0) {
      logger.error(
        `${
          this.#memory.size
        } audit events of the plugin ${plugin} are lost: they could neither be handed on nor written to ${
          settings.directory
        }`,
      );
    }
  }

  #nextInMemory(most: {
    readonly entries: number;
    readonly bytes: number;
  }): readonly WaitingEvent[] {
    const lost = this.#memory.takeLost();
    if (lost) {
      // Behind the events that are there: it is one of them from now on.
      const { plugin } = this.#options;
      this.#memory.push(createLostEvent(lost, { plugin }));
    }
    const next: { content: string; event: NewAuditEvent }[] = [];
    let bytes = 0;
    for (const event of this.#memory.peek(most.entries)) {
      const content = this.#options.encode(event);
      bytes += Buffer.byteLength(content);
      if (next.length > 0 && bytes > most.bytes) {
        break;
      }
      next.push({ content, event });
    }
    this.#reading = next.map(({ event }) => event);
    return next;
  }

  #lostEvent({ id, counts }: Lost): string {
    const bySeverity: LostCounts = Object.fromEntries(
      Object.entries(counts).map(([rank, count]) => [
        SEVERITIES[Number(rank)],
        count,
      ]),
    );
    const { plugin, encode } = this.#options;
    return encode(createLostEvent(bySeverity, { id, plugin }));
  }

  /** Writes what is in memory, as far as that works. */
  #spill(): Promise<void> {
    this.#spilling ??= (async () => {
      while (performance.now() >= this.#tryAgainAt) {
        const events = this.#memory.peek(SPILLED_AT_ONCE);
        if (events.length === 0 || !(await this.#write(events))) {
          break;
        }
        this.#memory.remove(events);
      }
    })().finally(() => {
      this.#spilling = undefined;
    });
    return this.#spilling;
  }

  async #write(
    events: readonly NewAuditEvent[],
    ends: (event: NewAuditEvent) => string | undefined = () => undefined,
  ): Promise<boolean> {
    if (performance.now() < this.#tryAgainAt) {
      return false;
    }
    try {
      const journal = await this.#open();
      await journal?.append(
        events.map(event => ({ ...this.#entry(event), ends: ends(event) })),
      );
      if (journal) {
        this.#worked();
        await this.#writeEnds();
      }
      return journal !== undefined;
    } catch (error: unknown) {
      this.#failed(error);
      return false;
    }
  }

  async #writeEnds(): Promise<void> {
    if (this.#ended.size === 0 || !this.#journal) {
      return;
    }
    const keys = [...this.#ended];
    try {
      await this.#journal.end(keys);
      keys.forEach(key => this.#ended.delete(key));
    } catch (error: unknown) {
      this.#failed(error);
    }
  }

  #entry(event: NewAuditEvent): JournalEntry {
    const { encode, memory } = this.#options;
    return {
      rank: SEVERITIES.indexOf(event.severity),
      content: encode(event),
      ...(memory && { value: event }),
    };
  }

  async #open(): Promise<Journal | undefined> {
    if (this.#journal) {
      return this.#journal;
    }
    if (performance.now() >= this.#tryAgainAt) {
      this.#opening ??= this.#openJournal().catch((error: unknown) => {
        this.#failed(error, OPEN_AGAIN_MS);
        this.#opening = undefined;
        return undefined;
      });
    }
    return this.#opening;
  }

  async #openJournal(): Promise<Journal> {
    const { settings, logger, memory, onTakenOver } = this.#options;
    if (settings.isDefault) {
      await makePrivateDirectory(dirname(settings.directory));
    }
    this.#journal = await Journal.open({
      ...settings,
      memory,
      logger,
      onTakenOver,
      onLost: entries => {
        this.#lost += entries;
      },
    });
    return this.#journal;
  }

  #worked(): void {
    if (this.#isFailing) {
      this.#isFailing = false;
      this.#options.logger.info('The journal of the audit log works again');
    }
  }

  #failed(error: unknown, pauseMs = WRITE_AGAIN_MS): void {
    this.#tryAgainAt = performance.now() + pauseMs;
    if (!this.#isFailing) {
      this.#isFailing = true;
      this.#options.logger.error(
        `Audit events wait in memory, and are lost when this process ends: nothing can be written to ${
          this.#options.settings.directory
        }. Set auditLog.journal.directory to a directory of this process's own`,
        isError(error) ? error : undefined,
      );
    }
  }
}
