// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { UUID } from 'uuidv7';

const ACTIONS = [
  ['catalog', 'entity-fetch', undefined, 'low'],
  ['catalog', 'entity-mutate', 'refresh', 'medium'],
  ['catalog', 'entity-mutate', 'delete', 'medium'],
  ['catalog', 'location-mutate', 'create', 'medium'],
  ['scaffolder', 'task', 'create', 'medium'],
  ['scaffolder', 'task', 'execution', 'medium'],
  ['auth', 'sign-in', undefined, 'medium'],
  ['permission', 'denial', undefined, 'high'],
] as const;
const WORDS =
  'orders payment shipping gateway ledger invoice search profile basket catalog pricing stock'.split(
    ' ',
  );

/** People at their browsers, and what runs for them. */
const USER_AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
  'curl/8.9.1',
];

/** How many people, components and projects there are in the portal that is made up. */
const PEOPLE = 2000;
const COMPONENTS = 5000;
const PROJECTS = 100;

/** The project that a component of the activity belongs to, as the catalog says; undefined for everything else. */
export function projectOf(ref: string): string | undefined {
  const [, number] = /^component:default\/[a-z]+-(\d+)$/.exec(ref) ?? [];
  return number && `system:default/project-${Number(number) % PROJECTS}`;
}

/**
 * Made-up activity of a large portal: events of about the size and variety of real ones, spread evenly over a span of
 * time, in its order. The same seed gives the same events but for their ids.
 */
export function* createActivity(options: {
  readonly events: number;
  readonly from: number;
  readonly to: number;
  readonly seed?: number;
}): Generator<NewAuditEvent> {
  const { events, from, to, seed = 1 } = options;
  const random = randomNumbers(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let index = 0; index < events; index++) {
    const time = Math.floor(from + ((to - from) * index) / events);
    yield createEvent(time, below);
  }
}

function createEvent(
  recordedAt: number,
  below: (limit: number) => number,
): NewAuditEvent {
  const [plugin, event, actionType, severity] = ACTIONS[below(ACTIONS.length)];
  const word = WORDS[below(WORDS.length)];
  // A few do most of it, as in life.
  const person = Math.min(below(PEOPLE), below(PEOPLE), below(PEOPLE));
  const component = Math.min(below(COMPONENTS), below(COMPONENTS));
  const durationMs = below(400);
  const failed = below(20) === 0;
  const id = uuid(recordedAt, below);
  const target = `component:default/${word}-${component}`;
  return {
    id,
    operationId: uuid(recordedAt, below),
    occurredAt: new Date(recordedAt - durationMs).toISOString(),
    recordedAt: new Date(recordedAt).toISOString(),
    durationMs,
    plugin,
    event,
    action: [plugin, event, actionType].filter(Boolean).join('.'),
    category: plugin,
    severity,
    outcome: failed ? 'failed' : 'succeeded',
    actor: {
      type: 'user',
      ref: `user:default/person-${person}`,
      title: `Person ${person}`,
    },
    targets: [
      {
        ref: target,
        title: `${word} ${component}`,
      },
    ],
    projects: [{ ref: projectOf(target)! }],
    request: {
      method: 'POST',
      path: `/api/${plugin}/entities/${word}-${component}`,
      address: `10.${below(4)}.${below(256)}.${below(256)}`,
      userAgent: USER_AGENTS[below(USER_AGENTS.length)],
    },
    ...(failed && {
      error: { name: 'ConflictError', message: `The ${word} is in use` },
    }),
    meta: {
      ...(actionType && { actionType }),
      entityRef: target,
      attempt: below(3),
    },
  };
}

function uuid(time: number, below: (limit: number) => number): string {
  return UUID.fromFieldsV7(
    time,
    below(2 ** 12),
    below(2 ** 30),
    below(2 ** 32),
  ).toString();
}

/** Mulberry32: small, fast, and good enough to make up activity. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
