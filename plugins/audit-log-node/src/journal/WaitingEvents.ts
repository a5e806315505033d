// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  type NewAuditEvent,
  SEVERITIES,
} from 'backstage-plugin-audit-log-common';
import { BoundedEventBuffer, type BufferLimits } from '../BoundedEventBuffer';
import { createLostEvent } from '../createLostEvent';
import type { JournalEntry, Lost } from './JournalEntry';
import { lostBySeverity } from './lostBySeverity';
import type { JournalSettings } from './readJournalSettings';
import { UsableJournal } from './UsableJournal';

const SPILLED_AT_ONCE = 1_000;

/** Key of what an event ends, if it ends anything. */
type Ends = (event: NewAuditEvent) => string | undefined;

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
  /** As it was encoded; empty where the event is there. */
  readonly content: string;
  /** Absent when it was read from a file. */
  readonly event?: NewAuditEvent;
  /** Whether it may have been handed on already, by a process that has died. */
  readonly isTakenOver: boolean;
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
  readonly #journal: UsableJournal;
  #spilling: Promise<void> | undefined;
  #reading: readonly NewAuditEvent[] | 'journal' = 'journal';
  #lost = 0;
  /** What has ended while no journal could be written. */
  readonly #ended = new Set<string>();

  private constructor(options: WaitingEventsOptions) {
    this.#options = options;
    this.#memory = BoundedEventBuffer.create(options.limits);
    this.#journal = UsableJournal.create({
      ...options,
      onLost: entries => {
        this.#lost += entries;
      },
    });
  }

  static create(options: WaitingEventsOptions): WaitingEvents {
    return new WaitingEvents(options);
  }

  /** How many wait. */
  get size(): number {
    return (this.#journal.opened?.waiting ?? 0) + this.#memory.size;
  }

  /** How many there was no room for. */
  get lost(): number {
    return this.#lost + this.#memory.lostInAll;
  }

  /** What the journal takes of the disk. */
  get journalBytes(): number {
    return this.#journal.opened?.size ?? 0;
  }

  /** How full the journal is, from 0 to 1. */
  get fill(): number {
    return this.#journal.opened?.fill ?? 0;
  }

  /** Whether what is added survives the process. */
  get isJournaling(): boolean {
    return this.#journal.isWorking;
  }

  /** Finds what processes that have ended left. Nothing is made where there is nothing. */
  takeOver(): Promise<void> {
    return this.#journal.takeOver();
  }

  /** `ends` tells which of them end what was begun, and with which key; it is asked once of each. */
  add(
    events: readonly NewAuditEvent[],
    ends: Ends = () => undefined,
  ): Promise<void> {
    const keys = events.map(ends);
    return this.#memory.size > 0
      ? this.#keepInMemory(events, keys)
      : this.#write(events, keys).then(isWritten =>
          isWritten ? undefined : this.#keepInMemory(events, keys),
        );
  }

  /** Keeps what is on record if the process dies before the key is ended. False when that could not be written. */
  begin(key: string, unfinished: NewAuditEvent): Promise<boolean> {
    const journal = this.#journal;
    const begun = journal.use(
      opened => opened.begin(key, this.#entry(unfinished)),
      false,
    );
    return journal.isWorking ? begun : begun.then(this.#isBegun);
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
    const journal = await this.#journal.opening;
    const batch = await journal?.read(most);
    if (batch) {
      this.#reading = 'journal';
      return [
        ...batch.lost.map(each => ({
          content: this.#lostEvent(each),
          isTakenOver: true,
        })),
        ...batch.entries.map(({ content, value, isOwn }) => ({
          content,
          event: value as NewAuditEvent | undefined,
          isTakenOver: value === undefined && !isOwn,
        })),
      ];
    }
    return this.#nextInMemory(most);
  }

  async done(): Promise<void> {
    if (this.#reading === 'journal') {
      await this.#journal.opened?.done();
    } else {
      this.#memory.remove(this.#reading);
    }
  }

  async close(): Promise<void> {
    this.#journal.tryAgain();
    await this.#spill();
    await this.#writeEnds();
    const { logger, plugin, settings } = this.#options;
    const journal = await this.#journal.opening;
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
    const next: (WaitingEvent & { event: NewAuditEvent })[] = [];
    let bytes = 0;
    for (const event of this.#memory.peek(most.entries)) {
      const content = this.#options.encode(event);
      bytes += Buffer.byteLength(content);
      if (next.length > 0 && bytes > most.bytes) {
        break;
      }
      next.push({ content, event, isTakenOver: false });
    }
    this.#reading = next.map(({ event }) => event);
    return next;
  }

  #lostEvent({ id, counts }: Lost): string {
    const { plugin, encode } = this.#options;
    return encode(createLostEvent(lostBySeverity(counts), { id, plugin }));
  }

  #keepInMemory(
    events: readonly NewAuditEvent[],
    keys: readonly (string | undefined)[],
  ): Promise<void> {
    keys.forEach(key => key !== undefined && this.#ended.add(key));
    events.forEach(event => this.#memory.push(event));
    return this.#spill();
  }

  /** Writes what is in memory, as far as that works. */
  #spill(): Promise<void> {
    this.#spilling ??= (async () => {
      while (this.#journal.isUsable) {
        const events = this.#memory.peek(SPILLED_AT_ONCE);
        if (events.length === 0 || !(await this.#write(events, []))) {
          break;
        }
        this.#memory.remove(events);
      }
    })().finally(() => {
      this.#spilling = undefined;
    });
    return this.#spilling;
  }

  /** With the keys of what they end, in the same order. */
  #write(
    events: readonly NewAuditEvent[],
    keys: readonly (string | undefined)[],
  ): Promise<boolean> {
    return this.#journal.use(
      journal =>
        journal
          .append(events.map((event, index) => this.#entry(event, keys[index])))
          .then(this.#isWritten),
      false,
    );
  }

  readonly #isBegun = (isKept: boolean): boolean => {
    if (isKept) {
      this.#journal.works();
    }
    return isKept;
  };

  readonly #isWritten = (): Promise<boolean> | boolean => {
    this.#journal.works();
    return this.#ended.size > 0 ? this.#writeEnds().then(() => true) : true;
  };

  async #writeEnds(): Promise<void> {
    if (this.#ended.size === 0 || !this.#journal.opened) {
      return;
    }
    const keys = [...this.#ended];
    await this.#journal.use(async journal => {
      await journal.end(keys);
      keys.forEach(key => this.#ended.delete(key));
    }, undefined);
  }

  #entry(event: NewAuditEvent, ends?: string): JournalEntry {
    const { encode, memory } = this.#options;
    return {
      rank: SEVERITIES.indexOf(event.severity),
      content: encode(event),
      value: memory ? event : undefined,
      ends,
    };
  }
}
