// SPDX-License-Identifier: Apache-2.0
import type { Cause, EntityChange } from '../changes/EntityChange';
import { entityState } from './__testUtils__/entityState';
import { describeChange } from './describeChange';
import { taskOf } from './taskOf';

const TASK = '5f6b4a3e-0c6f-4a77-9d6f-2f9f2f3c9d10';

function of(task?: unknown, title?: string) {
  return entityState({
    name: 'orders',
    metadata: {
      ...(title && { title }),
      ...(task !== undefined && {
        annotations: { 'backstage-audit-log/scaffolder-task': task },
      }),
    },
  });
}

function change(fields: Partial<EntityChange>): EntityChange {
  return {
    id: '019ac1d2-0000-7000-8000-000000000001',
    seenAt: '2026-11-24T10:00:00.000Z',
    ...fields,
  };
}

describe('taskOf', () => {
  it('is the task that the entity names since then', () => {
    expect(taskOf(change({ after: of(TASK) }))).toBe(TASK);
    expect(taskOf(change({ before: of(), after: of(TASK) }))).toBe(TASK);
    expect(taskOf(change({ before: of('1'), after: of(TASK) }))).toBe(TASK);
  });

  it('is none that it named before, nor what is no id', () => {
    expect(
      taskOf(change({ before: of(TASK), after: of(TASK, 'Orders') })),
    ).toBeUndefined();
    expect(taskOf(change({ before: of(TASK), after: of() }))).toBeUndefined();
    expect(taskOf(change({ before: of(TASK) }))).toBeUndefined();
    for (const id of ['', 'a b', '../x', 'x'.repeat(101), 7]) {
      expect(taskOf(change({ after: of(id) }))).toBeUndefined();
    }
  });

  it('is rather the task that registered it', () => {
    const cause: Cause = {
      operationId: '1',
      actor: { type: 'user', ref: 'user:default/jane' },
      kind: 'registered',
      taskId: TASK,
    };
    expect(taskOf(change({ after: of('another'), cause }))).toBe(TASK);
  });

  const describeAll = (fields: Partial<EntityChange>) =>
    describeChange(change(fields), { versionNaming: false }, async () => []);

  it('is the last target of its records, and no change of its own', async () => {
    expect(
      await describeAll({ before: of(), after: of(TASK, 'Orders') }),
    ).toMatchObject([
      {
        targets: [{ ref: 'api:default/orders' }, { ref: `task:${TASK}` }],
        meta: { taskId: TASK },
        changes: [{ path: '/metadata/title', after: 'Orders' }],
      },
    ]);
  });

  it('is a change where nothing else is', async () => {
    const [record] = await describeAll({ before: of('1'), after: of(TASK) });
    expect(record.changes).toEqual([
      {
        path: '/metadata/annotations/backstage-audit-log~1scaffolder-task',
        before: '1',
        after: TASK,
      },
    ]);
  });
});
