// SPDX-License-Identifier: Apache-2.0
import {
  ACTOR_TYPES,
  FILTER_NAMES,
  OUTCOMES,
  SEVERITIES,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import type { WindowedSearch } from '../AuditEventReader';
import type { ScopeCriteria } from '../ReadScope';
import type { SeededRandom } from './seededRandom';

const HOUR_MS = 60 * 60 * 1000;
/** The window that random events began in. */
export const BEGIN = Date.UTC(2026, 1, 20, 10, 20);
export const END = BEGIN + 40 * 24 * HOUR_MS;

/** Values with everything in them that a query could take for something else. */
const VALUES = {
  actor: [
    'user:default/jane',
    "user:default/o'brien",
    'plugin:scaffolder',
    '%',
  ],
  plugin: ['catalog', 'scaffolder', 'a_b', 'a%b'],
  event: ['entity-mutate', 'task', '"quoted"'],
  action: [
    'catalog.entity-mutate.delete',
    'scaffolder.task.create',
    'axb',
    'a_b',
  ],
  category: ['catalog', 'scaffolder', '\\'],
  target: [
    'component:default/shop',
    'component:default/cart',
    'api:default/orders_v1',
    'api:default/ordersXv1',
    'x:🦄',
    `x:${'long'.repeat(2_500)}`,
  ],
  project: [
    'system:default/retail',
    'system:default/billing',
    'domain:default/שלום',
  ],
  address: ['10.0.0.1', '::1', '10.0.0.%'],
};
const OPERATIONS = Array.from({ length: 20 }, () => uuidAt());
const WORDS = [
  'shop',
  'sho',
  'Jane',
  'delete 10.0',
  '🦄',
  'שלום',
  '100% a_b',
  'absent',
  '"quoted"',
  'long',
];

/** Several of them at the same millisecond, of several targets and projects, or of none. */
export function randomEvents(
  random: SeededRandom,
  count: number,
): NewAuditEvent[] {
  return Array.from({ length: count }, () => {
    const spread = random.chance(0.3) ? 24 * HOUR_MS : 1;
    const occurred =
      BEGIN + Math.floor(random.below(END - BEGIN) / spread) * spread;
    const recorded =
      occurred + random.below(random.chance(0.1) ? 5 * 24 * HOUR_MS : 2_000);
    const type = random.pick(ACTOR_TYPES);
    return auditEvent({
      id: uuidAt(recorded),
      occurredAt: new Date(occurred).toISOString(),
      recordedAt: new Date(recorded).toISOString(),
      operationId: random.pick(OPERATIONS),
      plugin: random.pick(VALUES.plugin),
      event: random.pick(VALUES.event),
      action: random.pick(VALUES.action),
      category: random.pick(VALUES.category),
      severity: random.pick(SEVERITIES),
      outcome: random.pick(OUTCOMES),
      actor:
        type === 'anonymous'
          ? { type }
          : { type, ref: random.pick(VALUES.actor) },
      targets: random.chance(0.2)
        ? []
        : random
            .some(VALUES.target, 3)
            .map(ref => ({ ref, title: `Title of ${ref.slice(0, 20)}` })),
      projects: random.chance(0.3)
        ? []
        : random.some(VALUES.project, 2).map(ref => ({ ref })),
      request: random.chance(0.3)
        ? undefined
        : { address: random.pick(VALUES.address) },
      meta: {},
    });
  });
}

/** A search with one to three filters, now and then negated, and with other windows. */
export function randomSearch(random: SeededRandom): WindowedSearch {
  const include: Record<string, readonly string[]> = {};
  const exclude: Record<string, readonly string[]> = {};
  const values: Record<string, readonly string[]> = {
    ...VALUES,
    actorType: ACTOR_TYPES,
    severity: SEVERITIES,
    outcome: OUTCOMES,
    operation: OPERATIONS,
  };
  for (const name of random.some(FILTER_NAMES, 2)) {
    const side = random.chance(0.35) ? exclude : include;
    side[name] = random.some(values[name], 3);
  }
  const from = random.chance(0.3) ? BEGIN + random.below(END - BEGIN) : BEGIN;
  return {
    include,
    exclude,
    order: random.pick(['newest', 'oldest']),
    ...(random.chance(0.25) ? { q: random.pick(WORDS) } : {}),
    from,
    to: random.chance(0.3) ? from + 1 + random.below(END - from) : END,
  };
}

export function randomScope(random: SeededRandom, depth = 2): ScopeCriteria {
  switch (depth > 0 ? random.below(5) : random.below(2)) {
    case 0:
      return { projects: random.some(VALUES.project, 2) };
    case 1:
      return { actors: random.some(VALUES.actor, 2) };
    case 2:
      return {
        anyOf: [randomScope(random, depth - 1), randomScope(random, depth - 1)],
      };
    case 3:
      return {
        allOf: [randomScope(random, depth - 1), randomScope(random, depth - 1)],
      };
    default:
      return { not: randomScope(random, depth - 1) };
  }
}
