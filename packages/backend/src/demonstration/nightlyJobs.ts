// SPDX-License-Identifier: Apache-2.0
import { ESTATES } from './estate';
import { daysOf, HOUR, MINUTE, type Scene } from './Scene';

/** While people sleep: the release pipeline refreshes what it deployed, and the scaffolder ends runs that got lost. */
export const nightlyJobs: Scene = function* nightlyJobs(span, randomness) {
  for (const day of daysOf(span)) {
    let at = day + 2 * HOUR + randomness.integer(0, 20) * MINUTE;
    for (const { project, entities } of Object.values(ESTATES)) {
      at += randomness.integer(4_000, 40_000);
      const entity = randomness.pick(entities);
      yield {
        at,
        plugin: 'catalog',
        event: 'entity-mutate',
        kind: 'refresh',
        actor: { type: 'service', ref: 'external:release-pipeline' },
        targets: [entity],
        projects: [project],
        durationMs: randomness.integer(15, 90),
        request: {
          method: 'POST',
          path: '/refresh',
          address: '192.0.2.200',
          userAgent: 'release-pipeline/4.2',
        },
        meta: { queryType: 'refresh', entityRef: entity.ref },
      };
    }

    if (randomness.chance(0.25)) {
      const taskId = randomness.integer(0, 0xffffffff).toString(16);
      yield {
        at: day + 3 * HOUR + randomness.integer(0, 59) * MINUTE,
        plugin: 'scaffolder',
        event: 'task',
        kind: 'stale-cancel',
        actor: { type: 'system', ref: 'plugin:scaffolder' },
        targets: [{ ref: `task:${taskId}` }],
        durationMs: randomness.integer(5, 40),
        meta: { actionType: 'stale-cancel', taskId },
      };
    }
  }
};
