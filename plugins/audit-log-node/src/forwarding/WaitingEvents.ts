// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  type NewAuditEvent,
  SEVERITIES,
} from 'backstage-plugin-audit-log-common';
import { BoundedEventBuffer, type LostCounts } from '../BoundedEventBuffer';
import { createLostEvent } from '../createLostEvent';
import { isClaimed } from '../journal/Claim';
import { makePrivateDirectory } from '../journal/makePrivateDirectory';
import { Journal } from '../journal/Journal';
import type { JournalEntry, Lost } from '../journal/JournalEntry';
import { inRequests } from './inRequests';
import type { JournalSettings } from './readJournalSettings';
import { reportedEvent } from './reportedEvent';

const MOST_EVENTS = 1_000;
const MOST_BYTES = 4_000_000;
const OPEN_AGAIN_MS = 30_000;

export interface WaitingEventsOptions {
  readonly plugin: string;
  /** The directory is that of this plugin. */
  readonly settings: JournalSettings;
  readonly logger: LoggerService;
  readonly onTakenOver: () => void;
}

/**
 * The events of a plugin that wait to be sent, in the order in which they came: in a journal, and in memory as long as
 * nothing can be written there.
 */
export class WaitingEvents {
  readonly #options: WaitingEventsOptions;
  readonly #memory = BoundedEventBuffer.create();
  #journal: Promise<Journal | undefined> | undefined;
  #openAgainAt = 0;
  #isFailing = false;
  #spilling: Promise<void> | undefined;
  #reading: readonly NewAuditEvent[] | 'journal' = 'journal';

  private constructor(options: WaitingEventsOptions) {
    this.#options = options;
  }

  static create(options: WaitingEventsOptions): WaitingEvents {
    return new WaitingEvents(options);
  }

  /** Finds what processes that have ended left. Nothing is made where there is nothing. */
  async takeOver(): Promise<void> {
    if (await isClaimed(this.#options.settings.directory)) {
      await this.#open();
    }
  }

  /** Never rejects: events that cannot be written wait in memory. */
  async add(events: readonly NewAuditEvent[]): Promise<void> {
    if (this.#memory.size === 0 && (await this.#write(events))) {
      return;
    }
    events.forEach(event => this.#memory.push(event));
    await this.#spill();
  }

  /** The next that fit into one request, as `POST /events` takes them; the same again until they are done. */
  async next(): Promise<readonly string[]> {
    const journal = await this.#journal;
    const batch = await journal?.read({
      entries: MOST_EVENTS,
      bytes: MOST_BYTES,
    });
    if (batch) {
      this.#reading = 'journal';
      const lost = batch.lost.map(each => this.#lostEvent(each));
      return [...lost, ...batch.entries.map(({ content }) => content)];
    }
    return this.#nextInMemory();
  }

  async done(): Promise<void> {
    if (this.#reading === 'journal') {
      await (await this.#journal)?.done();
    } else {
      this.#memory.remove(this.#reading);
    }
  }

  async close(): Promise<void> {
    await this.#spill();
    const journal = await this.#journal;
    await journal?.close();
    if (this.#memory.size > 0) {
      this.#options.logger.error(
        `${this.#memory.size} audit events of the plugin ${
          this.#options.plugin
        } are lost: they could neither be sent nor written to ${
          this.#options.settings.directory
        }`,
      );
    }
  }

  #nextInMemory(): readonly string[] {
    const lost = this.#memory.takeLost();
    if (lost) {
      // Behind the events that are there: it is one of them from now on.
      const { plugin } = this.#options;
      this.#memory.push(createLostEvent(lost, { plugin }));
    }
    const waiting = this.#memory.peek(MOST_EVENTS);
    const [contents = []] = inRequests(waiting.map(reportedEvent));
    this.#reading = waiting.slice(0, contents.length);
    return contents;
  }

  #lostEvent({ id, counts }: Lost): string {
    const bySeverity: LostCounts = Object.fromEntries(
      Object.entries(counts).map(([rank, count]) => [
        SEVERITIES[Number(rank)],
        count,
      ]),
    );
    const { plugin } = this.#options;
    return reportedEvent(createLostEvent(bySeverity, { id, plugin }));
  }

  /** Writes what is in memory, as far as that works. */
  #spill(): Promise<void> {
    this.#spilling ??= (async () => {
      for (;;) {
        const events = this.#memory.peek(MOST_EVENTS);
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

  async #write(events: readonly NewAuditEvent[]): Promise<boolean> {
    const journal = await this.#open();
    try {
      await journal?.append(events.map(toEntry));
      if (journal && this.#isFailing) {
        this.#isFailing = false;
        this.#options.logger.info('The journal of the audit log works again');
      }
      return journal !== undefined;
    } catch (error: unknown) {
      this.#complain(error);
      return false;
    }
  }

  async #open(): Promise<Journal | undefined> {
    const opened = await this.#journal;
    if (opened || Date.now() < this.#openAgainAt) {
      return this.#journal;
    }
    this.#openAgainAt = Date.now() + OPEN_AGAIN_MS;
    this.#journal = this.#openJournal().catch((error: unknown) => {
      this.#complain(error);
      return undefined;
    });
    return this.#journal;
  }

  async #openJournal(): Promise<Journal> {
    const { settings, logger, onTakenOver } = this.#options;
    if (settings.isDefault) {
      await makePrivateDirectory(dirname(settings.directory));
    }
    return Journal.open({ ...settings, logger, onTakenOver });
  }

  #complain(error: unknown): void {
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

function toEntry(event: NewAuditEvent): JournalEntry {
  return {
    rank: SEVERITIES.indexOf(event.severity),
    content: reportedEvent(event),
  };
}
