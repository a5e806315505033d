// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from 'backstage-plugin-audit-log-common';
import type { Occurrence } from './createDemonstrationEvent';
import { NEW_SERVICE } from './estate';
import type { Person } from './people';
import type { Randomness } from './Randomness';
import { MINUTE } from './Scene';

const ENDS: Readonly<Record<Exclude<Outcome, 'denied'>, number>> = {
  succeeded: 88,
  failed: 10,
  unfinished: 2,
};

/** A person starts a template; the scaffolder runs it for them; after a failure they try again. */
export function* templateRun(
  person: Person,
  at: number,
  randomness: Randomness,
): Iterable<Occurrence> {
  const taskId = `${hex(randomness)}-${hex(randomness).slice(0, 4)}`;
  const actor = {
    type: 'user' as const,
    ref: person.ref,
    title: person.title,
  };
  const task = {
    plugin: 'scaffolder',
    event: 'task',
    targets: [NEW_SERVICE, { ref: `task:${taskId}` }],
  };
  const from = { address: person.address, userAgent: person.userAgent };

  yield {
    ...task,
    at,
    kind: 'create',
    actor,
    durationMs: randomness.integer(40, 300),
    request: { method: 'POST', path: '/v2/tasks', ...from },
    meta: { actionType: 'create', templateRef: NEW_SERVICE.ref, taskId },
  };

  const outcome = randomness.weighted(ENDS);
  yield {
    ...task,
    at: at + randomness.integer(500, 2_500),
    kind: 'execution',
    actor: { ...actor, via: 'plugin:scaffolder' },
    durationMs: randomness.integer(900, 20_000),
    outcome,
    meta: {
      actionType: 'execution',
      createdBy: person.ref,
      taskId,
      templateRef: NEW_SERVICE.ref,
    },
    ...(outcome === 'failed' && {
      error: {
        name: 'InputError',
        message: 'Invalid input passed to action fetch:template, name is taken',
      },
    }),
  };

  if (outcome === 'failed') {
    yield {
      ...task,
      at: at + randomness.integer(2, 9) * MINUTE,
      kind: 'retry',
      actor,
      durationMs: randomness.integer(30, 120),
      request: { method: 'POST', path: `/v2/tasks/${taskId}/retry`, ...from },
      meta: { actionType: 'retry', taskId },
    };
  }
}

function hex(randomness: Randomness): string {
  return randomness.integer(0, 0xffffffff).toString(16).padStart(8, '0');
}
