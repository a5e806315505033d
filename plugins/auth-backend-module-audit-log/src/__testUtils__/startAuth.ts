// SPDX-License-Identifier: Apache-2.0
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import guestProvider from '@backstage/plugin-auth-backend-module-guest-provider';
import oauth2ProxyProvider from '@backstage/plugin-auth-backend-module-oauth2-proxy-provider';
import oidcProvider from '@backstage/plugin-auth-backend-module-oidc-provider';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  auditorServiceFactory,
  mockAuditLog,
} from 'backstage-plugin-audit-log-node';
import authModuleAuditLog from '..';
import { AuthorizationServer } from './AuthorizationServer';
import { Browser } from './Browser';
import { authModuleAcmeProvider } from './oauthProvider';

const SESSION_SECRET = 'the-secret-of-the-sessions';

type Feature = NonNullable<
  NonNullable<Parameters<typeof startTestBackend>[0]>['features']
>[number];

const user = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
});

/** The real auth plugin with three providers: guest, oauth2Proxy and acme, which is OAuth. Jane and Joe are in the catalog. */
export async function startAuth(
  options: {
    readonly features?: readonly Feature[];
    readonly data?: object;
    /** How a fourth provider, oidc, is configured. */
    readonly oidc?: object;
    readonly withoutModule?: boolean;
  } = {},
) {
  const provider = await AuthorizationServer.start();
  const auditLog = mockAuditLog();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const start = async () => {
    const backend = await startTestBackend({
      features: [
        authPlugin,
        guestProvider,
        oauth2ProxyProvider,
        oidcProvider,
        authModuleAcmeProvider,
        catalogServiceMock.factory({ entities: [user('jane'), user('joe')] }),
        logger.factory,
        mockServices.httpAuth.factory({
          defaultCredentials: mockCredentials.none(),
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://127.0.0.1:7007' },
            auth: {
              environment: 'development',
              // Where the oidc provider keeps what it must not forget until the browser returns.
              ...(options.oidc && { session: { secret: SESSION_SECRET } }),
              providers: {
                guest: { dangerouslyAllowOutsideDevelopment: true },
                oauth2Proxy: {
                  signIn: {
                    resolvers: [
                      { resolver: 'forwardedUserMatchingUserEntityName' },
                    ],
                  },
                },
                acme: { development: { issuer: provider.url } },
                misconfigured: {},
                ...(options.oidc && { oidc: { development: options.oidc } }),
              },
            },
            ...options.data,
          },
        }),
        ...(options.withoutModule ? [] : [authModuleAuditLog]),
        ...(options.features ?? [auditorServiceFactory, auditLog.factory]),
      ],
    });
    const { port } = backend.server.address() as AddressInfo;
    return { backend, url: `http://127.0.0.1:${port}/api/auth` };
  };
  const first = await start();
  let stopped: Promise<void> | undefined;
  /** Stops the backend, which hands on what it has not reported yet. */
  const stop = async () => {
    stopped ??= first.backend.stop().then(() => provider.stop());
    await stopped;
    return auditLog.events;
  };
  return {
    ...first,
    provider,
    logger,
    /** Another process with the same configuration: another replica, or the one after a restart. */
    startAnother: start,
    open: (userAgent?: string) => Browser.open(first.url, userAgent),
    events: auditLog.events,
    /** All that is in events and log lines. */
    everythingKept: () =>
      inspect(
        [
          auditLog.events,
          [logger.debug, logger.info, logger.warn, logger.error].map(
            log => log.mock.calls,
          ),
        ],
        { depth: 10, maxStringLength: null, maxArrayLength: null },
      ),
    /** The events, when there are as many. */
    async eventsOnce(count: number) {
      const deadline = Date.now() + 25_000;
      while (auditLog.events.length < count && Date.now() < deadline) {
        await new Promise(resolve => setTimeout(resolve, 5));
      }
      return auditLog.events;
    },
    stop,
    /** What was recorded, in short, when the backend has stopped. */
    recorded: async () =>
      (await stop()).map(({ action, outcome, actor, meta }) => [
        `${action} ${outcome}`,
        actor.ref ?? actor.type,
        ...(meta?.count ? [meta.count] : []),
      ]),
  };
}
