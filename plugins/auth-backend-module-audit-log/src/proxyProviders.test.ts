// SPDX-License-Identifier: Apache-2.0
import type { Browser } from './__testUtils__/Browser';
import { startAuth } from './__testUtils__/startAuth';

const JANE = { type: 'user', ref: 'user:default/jane' };
const NOBODY = { type: 'anonymous' };
const JANES_HEADERS = { 'x-forwarded-user': 'jane' };

describe('authModuleAuditLog with a proxy provider', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  let browser: Browser;

  const start = async (...options: Parameters<typeof startAuth>) => {
    auth = await startAuth(...options);
    browser = auth.open();
  };

  afterEach(() => auth.stop());

  it('records a guest once, however often the token is refreshed', async () => {
    await start();
    for (let time = 0; time < 3; time++) {
      expect((await browser.refresh('guest')).status).toBe(200);
    }
    expect(await auth.stop()).toMatchObject([
      {
        plugin: 'auth',
        action: 'auth.sign-in.start',
        category: 'sign-in',
        outcome: 'succeeded',
        severity: 'medium',
        actor: { type: 'user', ref: 'user:development/guest' },
        meta: { provider: 'guest' },
        request: {
          address: '127.0.0.1',
          userAgent: 'Firefox',
          path: '/api/auth/guest/refresh',
        },
      },
    ]);
  });

  it('tells persons and browsers apart', async () => {
    await start();
    await browser.refresh('oauth2Proxy', JANES_HEADERS);
    await browser.refresh('oauth2Proxy', { 'x-forwarded-user': 'joe' });
    await auth.open('Safari').refresh('oauth2Proxy', JANES_HEADERS);
    await browser.refresh('oauth2Proxy', JANES_HEADERS);
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
      ['auth.sign-in.start succeeded', 'user:default/joe'],
      ['auth.sign-in.start succeeded', 'user:default/jane'],
    ]);
  });

  it('records whom it refuses, with the reason and as nobody', async () => {
    await start();
    const answer = await browser.refresh('oauth2Proxy', {
      'x-forwarded-user': 'mallory',
    });
    expect(answer.status).toBe(500);
    expect(await auth.stop()).toMatchObject([
      {
        action: 'auth.sign-in.start',
        outcome: 'failed',
        actor: NOBODY,
        error: {
          message: expect.stringMatching(
            /^Failed to sign-in, unable to resolve user identity/,
          ),
        },
        meta: { provider: 'oauth2Proxy' },
        request: { address: '127.0.0.1' },
      },
    ]);
  });

  it('records with a token of the proxy in the headers, and keeps it to itself', async () => {
    await start();
    const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.c2lnbmF0dXJl';
    await browser.refresh('oauth2Proxy', {
      ...JANES_HEADERS,
      authorization: `Bearer ${token}`,
      'x-oauth2-proxy-id-token': `Bearer ${token}`,
    });
    const events = await auth.stop();
    expect(events).toMatchObject([{ actor: JANE }]);
    expect(events[0].labels).toBeUndefined();
    expect(auth.everythingKept()).not.toContain(token);
  });

  it('records no failure where there is nothing to sign in with', async () => {
    await start();
    for (const path of [
      'guest/start?env=development',
      'guest/handler/frame',
      'unknown/refresh',
      'misconfigured/refresh',
      '.well-known/openid-configuration',
      'v1/userinfo',
      '%2e%2e/refresh',
    ]) {
      await browser.send(path);
    }
    await browser.logout('guest');
    expect(await auth.recorded()).toEqual([]);
  });

  it.each(['GUEST/Refresh', 'guest//refresh/', 'guest/refresh?x=1'])(
    'misses no way of writing a path: %s',
    async path => {
      await start();
      expect((await browser.send(path)).text).toContain('backstageIdentity');
      expect(await auth.recorded()).toHaveLength(1);
    },
  );
});
