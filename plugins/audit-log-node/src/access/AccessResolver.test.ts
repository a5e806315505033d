// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { startAskedServer } from './__testUtils__/startAskedServer';
import { AccessDecider } from './AccessDecider';
import { accessControlServiceRef } from './accessControlServiceRef';
import { DefaultAccessResolver, type AccessResolver } from './AccessResolver';
import { accessResolverServiceRef } from './accessResolverServiceRef';
import { AttachableAccessControl } from './AttachableAccessControl';
import { RemoteAccess } from './RemoteAccess';

const decider = (version: string) =>
  AccessDecider.create({
    version,
    roles: [],
    grants: [],
    people: {},
    claims: {},
  });

/** A backend with a plugin whose two modules decide, with or without an audit log that attaches this. */
async function start(
  attached?: () => AccessDecider | undefined,
  url = 'http://localhost:1',
) {
  const resolvers: AccessResolver[] = [];
  const getBaseUrl = jest.fn(async (id: string) => `${url}/api/${id}`);
  const backend = await startTestBackend({
    features: [
      mockServices.discovery.mock({ getBaseUrl }).factory,
      createBackendPlugin({
        pluginId: 'permission',
        register: env =>
          env.registerInit({
            deps: { lifecycle: coreServices.lifecycle },
            init: async () => {},
          }),
      }),
      ...['one', 'other'].map(moduleId =>
        createBackendModule({
          pluginId: 'permission',
          moduleId,
          register: env =>
            env.registerInit({
              deps: { access: accessResolverServiceRef },
              init: async ({ access }) => {
                resolvers.push(access);
              },
            }),
        }),
      ),
      createBackendPlugin({
        pluginId: 'audit-log',
        register: env =>
          env.registerInit({
            deps: { access: accessControlServiceRef },
            init: async ({ access }) => {
              if (attached) {
                access.attach(attached);
              }
            },
          }),
      }),
    ],
  });
  return { backend, resolvers, getBaseUrl };
}

describe('accessResolverServiceRef', () => {
  it('takes the audit log of its own backend, and asks no other', async () => {
    let current: AccessDecider | undefined;
    const { resolvers, getBaseUrl } = await start(() => current);
    expect(resolvers[0].current()).toBeUndefined();
    current = decider('1');
    expect(resolvers[0].current()).toBe(current);
    current = decider('2');
    expect(resolvers[0].current()?.version).toBe('2');
    expect(getBaseUrl).not.toHaveBeenCalled();
  });

  it('asks another backend, once for all modules, when it is asked first', async () => {
    const server = await startAskedServer();
    const { backend, resolvers, getBaseUrl } = await start(
      undefined,
      server.url,
    );
    expect(getBaseUrl).not.toHaveBeenCalled();
    for (const resolver of resolvers) {
      expect(resolver.current()).toBeUndefined();
    }
    (await server.question()).answer(200, {
      version: '7',
      roles: [],
      grants: [],
      people: {},
      claims: {},
    });
    await server.question();
    expect(resolvers.map(one => one.current()?.version)).toEqual(['7', '7']);
    expect(getBaseUrl).toHaveBeenCalledTimes(2);
    await backend.stop();
    server.close();
  });

  it('stops asking when the audit log of its own backend comes after all', async () => {
    const server = await startAskedServer();
    const local = AttachableAccessControl.create();
    const resolver = DefaultAccessResolver.create({
      local,
      remote: RemoteAccess.create({
        auth: mockServices.auth(),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async () => server.url,
        }),
        logger: mockServices.logger.mock(),
      }),
    });
    expect(resolver.current()).toBeUndefined();
    const question = await server.question();
    local.attach(() => decider('own'));
    expect(resolver.current()?.version).toBe('own');
    await question.closed;
    await resolver.close();
    server.close();
  });
});
