// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import denials from '.';
import { DELETE, PLAY } from './__testUtils__/startDenyingBackend';
import {
  results,
  startRecordedBackend,
} from './__testUtils__/startRecordedBackend';

const { ALLOW, DENY } = AuthorizeResult;

describe('denialsModule beside a module that changes answers', () => {
  /** As the guard of the audit log does. */
  const startBeside = async (order: 'before' | 'after') => {
    const wrapped: string[] = [];
    const guard = createBackendModule({
      pluginId: 'permission',
      moduleId: 'guard-of-the-test',
      register: env =>
        env.registerInit({
          deps: { router: coreServices.httpRouter },
          init: async ({ router }) => {
            const use = router.use.bind(router);
            if (order === 'after') {
              // The two modules have one router; this one waits until the other has used it.
              await new Promise<void>(resolve => {
                router.use = handler => {
                  use(handler);
                  resolve();
                };
              });
            }
            use((_, res, next) => {
              // Ours is there already if it was initialized before.
              wrapped.push(Object.hasOwn(res, 'send') ? 'after' : 'before');
              const json = res.json.bind(res);
              res.json = body =>
                json({
                  items: body.items.map(({ id, result }: any) => ({
                    id,
                    result: result === ALLOW ? DENY : ALLOW,
                  })),
                });
              next();
            });
          },
        }),
    });
    const backend = await startRecordedBackend([guard, denials]);
    return { ...backend, wrapped };
  };

  it.each(['before', 'after'] as const)(
    'records what the person is told, with that module %s it',
    async order => {
      const { ask, stopped, wrapped } = await startBeside(order);
      const { body } = await ask([
        { permission: PLAY },
        { permission: DELETE },
      ]);
      expect(wrapped).toEqual([order]);
      expect(results(body)).toEqual([DENY, ALLOW]);
      expect(await stopped()).toMatchObject([
        { meta: { permission: 'toy.play', count: 1 } },
      ]);
    },
  );
});
