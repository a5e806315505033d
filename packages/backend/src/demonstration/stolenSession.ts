// SPDX-License-Identifier: Apache-2.0
import type { Occurrence } from './createDemonstrationEvent';
import { ESTATES } from './estate';
import { AMELIA, NOAH } from './people';
import { DAY, HOUR, MINUTE, type Scene } from './Scene';

const NIGHTS_AGO = 9;
const ATTEMPTS = 44;
const STRANGER = { address: '100.64.77.23', userAgent: 'python-requests/2.33' };

/**
 * The story to find in the log: one night, from an address nobody knows, someone with Noah's session tries to delete the
 * catalog and to read the audit log, and is refused. In the morning an administrator takes the evidence out.
 */
export const stolenSession: Scene = function* stolenSession(span, randomness) {
  const night =
    span.from +
    Math.floor((span.until - span.from) / DAY - NIGHTS_AGO) * DAY +
    HOUR +
    17 * MINUTE;
  const actor = { type: 'user' as const, ref: NOAH.ref, title: NOAH.title };

  let at = night;
  for (let i = 0; i < ATTEMPTS; i++) {
    at += randomness.integer(900, 8_000);
    const { project, entities } = randomness.pick(Object.values(ESTATES));
    const entity = randomness.pick(entities);
    yield {
      at,
      plugin: 'catalog',
      event: 'entity-mutate',
      kind: 'delete',
      actor,
      targets: [entity],
      projects: [project],
      outcome: 'denied',
      error: {
        name: 'NotAllowedError',
        message: 'Entity delete is not allowed for this user',
      },
      durationMs: randomness.integer(4, 30),
      request: { method: 'DELETE', path: '/entities/by-uid', ...STRANGER },
      meta: { actionType: 'delete' },
    };
  }

  for (let i = 0; i < 5; i++) {
    at += randomness.integer(2_000, 15_000);
    yield readingOfLog(at, {
      actor,
      outcome: 'denied',
      error: {
        name: 'NotAllowedError',
        message: 'Only administrators may read the audit log',
      },
      durationMs: randomness.integer(2, 9),
      request: { method: 'GET', path: '/v1/events', ...STRANGER },
    });
  }

  const morning = night + 7 * HOUR;
  const administrator = {
    actor: { type: 'user' as const, ref: AMELIA.ref, title: AMELIA.title },
    durationMs: randomness.integer(30, 90),
    meta: { queryType: 'search', search: { outcome: ['denied'] } },
  };
  const from = { address: AMELIA.address, userAgent: AMELIA.userAgent };
  yield readingOfLog(morning, {
    ...administrator,
    request: { method: 'GET', path: '/v1/events', ...from },
  });
  yield {
    ...administrator,
    at: morning + 6 * MINUTE,
    plugin: 'audit-log',
    event: 'events-export',
    targets: [],
    request: { method: 'GET', path: '/v1/events/export', ...from },
    meta: { format: 'csv', search: { actor: [NOAH.ref] } },
  };
};

function readingOfLog(
  at: number,
  rest: Pick<Occurrence, 'actor' | 'durationMs'> & Partial<Occurrence>,
): Occurrence {
  return {
    at,
    plugin: 'audit-log',
    event: 'events-read',
    kind: 'search',
    severity: 'low',
    targets: [],
    meta: { queryType: 'search' },
    ...rest,
  };
}
