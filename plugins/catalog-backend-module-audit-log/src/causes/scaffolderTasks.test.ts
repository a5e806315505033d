// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { testLocation } from '../__testUtils__/testLocation';
import { JANE } from '../__testUtils__/testWatch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const EXECUTE = 'scaffolder.task.execution';

describe.each(databases.eachSupportedId())(
  'a task of the scaffolder on %s',
  databaseId => {
    const start = async () => testLocation(await databases.init(databaseId));
    const viaScaffolder = {
      actor: { ...JANE, via: 'plugin:scaffolder' },
    } as const;
    const task = (taskId: string, createdBy: string = JANE.ref) => ({
      actionType: 'execution',
      taskId,
      createdBy,
    });

    it('is what a registration in it is part of', async () => {
      const { settle, register, read, operation, lookAndDeliver, auditLog } =
        await start();
      await settle();
      await operation(EXECUTE, task('other', 'user:default/joe'), () =>
        operation(EXECUTE, task('task-1', 'User:default/Jane'), () =>
          register({}, viaScaffolder),
        ),
      );
      await read('Component:web');
      await lookAndDeliver();
      expect(auditLog.records).toMatchObject(
        [1, 2].map(() => ({
          actor: viaScaffolder.actor,
          meta: { taskId: 'task-1' },
        })),
      );
    });

    it.each([
      ['their own doing', ['task-1'], {}],
      ['one of several tasks', ['task-1', 'task-2'], viaScaffolder],
      ['a task that is over', [], viaScaffolder],
    ] as const)(
      'is not guessed where it may be %s',
      async (_, tasks, event) => {
        const { settle, register, read, operation, lookAndDeliver, auditLog } =
          await start();
        await settle();
        await operation(EXECUTE, task('over'));
        const act = tasks.reduce<() => Promise<unknown>>(
          (inner, id) => () => operation(EXECUTE, task(id), inner),
          () => register({}, event),
        );
        await act();
        await read('Component:web');
        await lookAndDeliver();
        expect(auditLog.records).toHaveLength(2);
        for (const { meta } of auditLog.records) {
          expect(meta).not.toHaveProperty('taskId');
        }
      },
    );
  },
);
