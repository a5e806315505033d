// SPDX-License-Identifier: Apache-2.0
import {
  EVENT_TYPES,
  FILTER_NAMES,
  type AuditEvent,
  type Coverage,
  type EventPage,
  type EventSearch,
  type EventSummary,
  type EventType,
  type ExportEventsOptions,
  type FilterName,
  type ListEventsOptions,
  type ListQuarantineOptions,
  type QuarantinedEventDetails,
  type QuarantinePage,
  type SummarizeEventsOptions,
} from 'backstage-plugin-audit-log-common';
import type { AuditLogApi } from '../src';
import { page } from './access/page';
import { coverageOf } from './coverageOf';
import { InMemoryLedger } from './ledger/InMemoryLedger';
import { refusal } from './refusal';

const DAY = 86_400_000;

/** An audit log that lies in the page's memory, for working on the page without a backend. */
export class InMemoryAuditLog extends InMemoryLedger implements AuditLogApi {
  static create(
    events: readonly AuditEvent[],
    quarantine: readonly QuarantinedEventDetails[] = [],
    declared: readonly EventType[] = [],
  ): InMemoryAuditLog {
    return new InMemoryAuditLog(events, quarantine, declared);
  }

  private constructor(
    events: readonly AuditEvent[],
    private readonly quarantine: readonly QuarantinedEventDetails[],
    private readonly declared: readonly EventType[],
  ) {
    super(events);
  }

  async listEvents(
    search: EventSearch,
    options: ListEventsOptions = {},
  ): Promise<EventPage> {
    const { limit = 50, cursor } = options;
    const found = this.#find(search);
    const start = Number(cursor ?? 0);
    const at = (index: number) => String(Math.max(0, index));
    return {
      items: [...found.slice(start, start + limit)],
      pageInfo: {
        nextCursor:
          start + limit < found.length ? at(start + limit) : undefined,
        previousCursor: start > 0 ? at(start - limit) : undefined,
      },
      window: windowOf(search),
    };
  }

  async getEvent(id: string): Promise<AuditEvent> {
    const event = this.events.find(candidate => candidate.id === id);
    if (!event) {
      throw new Error(`There is no event ${id}`);
    }
    return event;
  }

  async summarize(
    search: EventSearch,
    options: SummarizeEventsOptions = {},
  ): Promise<EventSummary> {
    const found = this.#find(search);
    const window = windowOf(search);
    const length = Date.parse(window.to) - Date.parse(window.from);
    const step = length <= 3 * DAY ? DAY / 24 : DAY;
    const first = Math.floor(Date.parse(window.from) / step) * step;
    const buckets = Array.from(
      { length: Math.ceil((Date.parse(window.to) - first) / step) },
      (_, index) => {
        const start = first + index * step;
        const inside = found.filter(({ occurredAt }) => {
          const time = Date.parse(occurredAt);
          return time >= start && time < start + step;
        });
        return {
          start: new Date(start).toISOString(),
          count: inside.length,
          failed: inside.filter(({ outcome }) =>
            ['failed', 'denied'].includes(outcome),
          ).length,
        };
      },
    );
    return {
      window,
      total: { count: found.length, exact: true },
      timeline: { interval: step === DAY ? 'day' : 'hour', buckets },
      facets: Object.fromEntries(
        (options.facets ?? []).map(name => [
          name,
          facet(found, name, options.facetContains ?? ''),
        ]),
      ),
    };
  }

  async export(
    search: EventSearch,
    options: ExportEventsOptions,
  ): Promise<Response> {
    const found = this.#find(search);
    const lines = found.map(event =>
      options.format === 'ndjson'
        ? JSON.stringify(options.proofs ? { event } : event)
        : `${event.occurredAt},${event.action},${event.outcome}`,
    );
    if (options.format === 'csv') {
      lines.unshift('occurredAt,action,outcome');
    }
    return new Response(`${lines.join('\n')}\n`, {
      headers: { 'Audit-Log-Count': String(found.length) },
    });
  }

  async listEventTypes(): Promise<EventType[]> {
    return [...EVENT_TYPES, ...this.declared];
  }

  async readCoverage(): Promise<Coverage> {
    return coverageOf(this.events, this.declared, Date.now());
  }

  async listQuarantine(
    options: ListQuarantineOptions = {},
  ): Promise<QuarantinePage> {
    const { key, source, reason } = options;
    const held = this.quarantine.filter(
      event =>
        (!key || event.emitter.ref === `key:${key}`) &&
        (!source || event.source === source) &&
        (!reason || event.reason === reason),
    );
    return page(held, options, () => []);
  }

  async getQuarantinedEvent(id: string): Promise<QuarantinedEventDetails> {
    const event = this.quarantine.find(candidate => candidate.id === id);
    if (!event) {
      throw refusal(404, `Nothing is held under the id ${id}.`);
    }
    return event;
  }

  #find(search: EventSearch): readonly AuditEvent[] {
    const { from, to } = windowOf(search);
    const words = search.q?.toLocaleLowerCase().split(/\s+/) ?? [];
    const found = this.events.filter(
      event =>
        event.occurredAt >= from &&
        event.occurredAt < to &&
        FILTER_NAMES.every(name => {
          const values = valuesOf(event, name);
          const included: readonly string[] | undefined = search.include[name];
          const excluded: readonly string[] = search.exclude[name] ?? [];
          return (
            (!included || included.some(value => values.includes(value))) &&
            !excluded.some(value => values.includes(value))
          );
        }) &&
        words.every(word =>
          JSON.stringify(event).toLocaleLowerCase().includes(word),
        ),
    );
    return search.order === 'oldest' ? [...found].reverse() : found;
  }
}

function windowOf(search: EventSearch): { from: string; to: string } {
  const to = search.to ?? new Date().toISOString();
  const from = search.from ?? new Date(Date.parse(to) - 30 * DAY).toISOString();
  return { from, to };
}

function valuesOf(event: AuditEvent, name: FilterName): readonly string[] {
  switch (name) {
    case 'actor':
      return event.actor.ref ? [event.actor.ref] : [];
    case 'actorType':
      return [event.actor.type];
    case 'target':
      return event.targets.map(({ ref }) => ref);
    case 'project':
      return event.projects.map(({ ref }) => ref);
    case 'address':
      return event.request?.address ? [event.request.address] : [];
    case 'operation':
      return [event.operationId];
    default:
      return [event[name]];
  }
}

function facet(
  events: readonly AuditEvent[],
  name: FilterName,
  contains: string,
) {
  const counts = new Map<string, number>();
  for (const event of events) {
    for (const value of valuesOf(event, name)) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([value]) =>
      value.toLocaleLowerCase().includes(contains.toLocaleLowerCase()),
    )
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count);
}
