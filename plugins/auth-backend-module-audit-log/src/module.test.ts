// SPDX-License-Identifier: Apache-2.0
import { DefaultAuditorService } from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Browser } from './__testUtils__/Browser';
import { startAuth } from './__testUtils__/startAuth';

const JANE = { type: 'user', ref: 'user:default/jane' };

/** As a portal makes one that writes its events to the plugin's log. */
const stockAuditor = createServiceFactory({
  service: coreServices.auditor,
  deps: {
    logger: coreServices.logger,
    auth: coreServices.auth,
    httpAuth: coreServices.httpAuth,
    plugin: coreServices.pluginMetadata,
  },
  factory: ({ logger, ...services }) =>
    DefaultAuditorService.create(
      event =>
        logger.info(
          `${event.plugin}.${event.eventId}`,
          event as unknown as JsonObject,
        ),
      services,
    ),
});

describe('authModuleAuditLog', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  let browser: Browser;

  const start = async (...options: Parameters<typeof startAuth>) => {
    auth = await startAuth(...options);
    browser = auth.open();
  };

  afterEach(() => auth.stop());

  it('works with the auditor of Backstage', async () => {
    await start({ features: [stockAuditor] });
    await browser.signIn('acme');
    await auth.stop();
    const lines = auth.logger.info.mock.calls.filter(
      ([message]) => message === 'auth.sign-in',
    );
    expect(lines.map(([, fields]) => fields)).toMatchObject(
      ['initiated', 'succeeded'].map(status => ({
        status,
        actor: {
          ip: expect.stringContaining('127.0.0.1'),
          userAgent: 'Firefox',
        },
        meta: { provider: 'acme', userEntityRef: JANE.ref },
        request: { method: 'GET', url: '/api/auth/acme/handler/frame' },
      })),
    );
  });

  it('counts what fails again and again', async () => {
    await start();
    await Promise.all(
      Array.from({ length: 50 }, () => browser.refresh('oauth2Proxy')),
    );
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start failed', 'anonymous'],
      ['auth.sign-in.start failed', 'anonymous', 49],
    ]);
  });

  it('takes a huge body for what it is: refused, and no concern of ours', async () => {
    await start();
    const answer = await browser.send('guest/refresh', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ x: 'x'.repeat(1_000_000) }),
    });
    expect(answer.status).toBe(413);
    expect(JSON.stringify(await auth.stop()).length).toBeLessThan(2_000);
  });

  describe('answers', () => {
    it('are the same as without it', async () => {
      const answersOf = async (withoutModule: boolean) => {
        await start({ withoutModule });
        const answers = [
          await browser.refresh('guest'),
          await browser.refresh('oauth2Proxy'),
          await browser.refresh('acme'),
          await browser.send('acme/start?env=development&origin=x'),
          await browser.signIn('acme'),
          await browser.refresh('acme'),
          await browser.logout('acme'),
          await browser.send('unknown/refresh'),
          await browser.send('.well-known/openid-configuration'),
        ];
        await auth.stop();
        return answers.map(({ status, headers, text }) => ({
          status,
          headers: [...headers.keys()],
          cookies: headers
            .getSetCookie()
            .map(cookie =>
              cookie.replace(/=[^;]*/, '').replace(/Expires=[^;]*/, ''),
            ),
          shape: text
            .replace(/ey[\w-]+\.[\w-]+\.[\w-]*/g, 'TOKEN')
            .replace(/secret[\w-]+/g, 'SECRET')
            .replace(/\d+/g, '0'),
        }));
      };
      expect(await answersOf(false)).toEqual(await answersOf(true));
    });

    it.each<[string, () => Promise<never>]>([
      ['fails', () => Promise.reject(new Error('The auditor is broken'))],
      ['hangs', () => new Promise(() => {})],
      [
        'throws',
        () => {
          throw new Error('The auditor is broken');
        },
      ],
    ])('do not wait for an auditor that %s', async (_, createEvent) => {
      await start({
        features: [
          createServiceFactory({
            service: coreServices.auditor,
            deps: {},
            factory: () => ({ createEvent }),
          }),
        ],
      });
      expect((await browser.refresh('guest')).status).toBe(200);
      expect((await browser.signIn('acme')).text).toContain('userEntityRef');
      expect((await browser.refresh('oauth2Proxy')).status).toBe(500);
    });
  });

  it('says what is wrong with its configuration', async () => {
    await expect(
      startAuth({
        data: { auditLog: { signIns: { newSessionAfter: { hours: 0 } } } },
      }),
    ).rejects.toThrow('auditLog.signIns.newSessionAfter: must be a duration');
  });
});
