// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { UnplacedEventRow } from './eventRow';
import type { ActorRollupRow, RollupRow } from './tables';

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** A row of counts before the ledger gives it a stream: `hour` is epoch milliseconds, whatever the engine. */
type Unplaced<TRow> = Omit<TRow, 'stream' | 'hour' | 'events'> & {
  readonly hour: number;
  readonly events: number;
};
export type UnplacedRollup = Unplaced<RollupRow>;
export type UnplacedActorRollup = Unplaced<ActorRollupRow>;

/** What of an event it is counted by. */
export type CountedEvent = Pick<
  UnplacedEventRow,
  | 'occurred_at'
  | 'plugin'
  | 'event'
  | 'action'
  | 'category'
  | 'severity'
  | 'outcome'
  | 'actor_type'
  | 'actor'
>;

/** How many events there are of each key. */
class Counts {
  private readonly counts = new Map<
    string,
    { readonly event: CountedEvent; events: number }
  >();

  constructor(private readonly keyOf: (event: CountedEvent) => string) {}

  add(event: CountedEvent): void {
    const key = this.keyOf(event);
    const count = this.counts.get(key);
    if (count) {
      count.events += 1;
    } else {
      this.counts.set(key, { event, events: 1 });
    }
  }

  map<TRollup>(
    rollup: (event: CountedEvent, events: number) => TRollup,
  ): readonly TRollup[] {
    return Array.from(this.counts.values(), ({ event, events }) =>
      rollup(event, events),
    );
  }
}

/** Counts events, each twice: by the hour it began in and what it was, and by the day it began in and who did it. */
export function rollupsOf(events: Iterable<CountedEvent>): {
  readonly kinds: readonly UnplacedRollup[];
  readonly actors: readonly UnplacedActorRollup[];
} {
  const kinds = new Counts(kindOf);
  const actors = new Counts(actorOf);
  for (const event of events) {
    kinds.add(event);
    actors.add(event);
  }
  return { kinds: kinds.map(rollupOf), actors: actors.map(actorRollupOf) };
}

/** The count of so many events like this one, by what they were. */
export function rollupOf(event: CountedEvent, events: number): UnplacedRollup {
  const { plugin, event: name, action, category } = event;
  const { severity, outcome, actor_type } = event;
  const dimensions = createHash('sha256')
    .update(
      JSON.stringify([
        plugin,
        name,
        action,
        category,
        severity,
        outcome,
        actor_type,
      ]),
    )
    .digest('base64url');
  return {
    hour: hourOf(event),
    dimensions,
    plugin,
    event: name,
    action,
    category,
    severity,
    outcome,
    actor_type,
    events,
  };
}

/** The same by who did it; its hour is the first of the day, UTC. */
export function actorRollupOf(
  event: CountedEvent,
  events: number,
): UnplacedActorRollup {
  const { actor, actor_type, outcome } = event;
  return {
    hour: dayOf(event),
    actor: actor ?? '',
    actor_type,
    outcome,
    events,
  };
}

function hourOf({ occurred_at }: CountedEvent): number {
  return Math.floor(occurred_at / HOUR_MS) * HOUR_MS;
}

function dayOf({ occurred_at }: CountedEvent): number {
  return Math.floor(occurred_at / DAY_MS) * DAY_MS;
}

// No stored text has a NUL in it.
function kindOf(event: CountedEvent): string {
  const { plugin, event: name, action, category } = event;
  const { severity, outcome, actor_type } = event;
  return `${hourOf(
    event,
  )}\0${plugin}\0${name}\0${action}\0${category}\0${severity}${outcome}${actor_type}`;
}

function actorOf(event: CountedEvent): string {
  const { outcome, actor_type, actor } = event;
  return `${dayOf(event)}\0${outcome}${actor_type}${actor ?? ''}`;
}
