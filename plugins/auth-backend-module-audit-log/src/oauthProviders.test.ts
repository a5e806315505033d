// SPDX-License-Identifier: Apache-2.0
import type { Browser } from './__testUtils__/Browser';
import { startAuth } from './__testUtils__/startAuth';

const JANE = { type: 'user', ref: 'user:default/jane' };
const NOBODY = { type: 'anonymous' };

const REDIRECT = {
  flow: 'redirect',
  redirectUrl: 'http://localhost:3000/catalog',
};

describe('authModuleAuditLog with an OAuth provider', () => {
  let auth: Awaited<ReturnType<typeof startAuth>>;
  let browser: Browser;

  const start = async (...options: Parameters<typeof startAuth>) => {
    auth = await startAuth(...options);
    browser = auth.open();
  };

  afterEach(() => auth.stop());

  it('records one session from its beginning to its end', async () => {
    await start();
    expect((await browser.signIn('acme')).text).toContain('userEntityRef');
    for (let time = 0; time < 3; time++) {
      // The provider gives another refresh token each time, and nothing else is the same.
      browser.userAgent = `Firefox ${time}`;
      expect((await browser.refresh('acme')).status).toBe(200);
    }
    expect((await browser.logout('acme')).status).toBe(200);
    expect(await auth.stop()).toMatchObject([
      {
        action: 'auth.sign-in.start',
        outcome: 'succeeded',
        actor: JANE,
        meta: { provider: 'acme' },
        request: { path: '/api/auth/acme/handler/frame' },
      },
      {
        action: 'auth.sign-out.end',
        outcome: 'succeeded',
        actor: JANE,
        meta: { provider: 'acme' },
      },
    ]);
  });

  it('has no code, state, token or cookie in events and logs', async () => {
    await start();
    await browser.signIn('acme');
    await browser.refresh('acme');
    const { secrets } = browser;
    await browser.send('acme/handler/frame?state=abcdef0123456789&code=geheim');
    await browser.send('acme/refresh?env=development', {
      headers: { cookie: 'acme-refresh-token=stolen-by-mallory' },
    });
    auth.provider.refusal = {
      error: 'invalid_grant',
      description: `${auth.provider.secrets[0]} and ${secrets[0]} are used up`,
    };
    await browser.refresh('acme');
    expect(await auth.stop()).toHaveLength(4);
    const kept = auth.everythingKept();
    expect(kept).toContain('[hidden]');
    for (const secret of [
      ...auth.provider.secrets,
      ...secrets,
      'stolen-by-mallory',
      'abcdef0123456789',
      'geheim',
    ]) {
      expect(kept).not.toContain(secret);
    }
  });

  it('follows refresh tokens that take several cookies', async () => {
    await start();
    auth.provider.hasLongTokens = true;
    await browser.signIn('acme');
    // Which is all that it can be known by then.
    browser.userAgent = 'Firefox after an update';
    expect((await browser.refresh('acme')).status).toBe(200);
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
    ]);
  });

  it('records a sign-in without a popup when it is known whose it is', async () => {
    await start();
    const back = await browser.signIn('acme', REDIRECT);
    expect(back.headers.get('location')).toBe(REDIRECT.redirectUrl);
    expect(auth.events).toEqual([]);
    await browser.refresh('acme');
    await browser.refresh('acme');
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
    ]);
  });

  it('does not take further consent for another session, but another person', async () => {
    await start();
    await browser.signIn('acme');
    await browser.signIn('acme', { scope: 'more' });
    auth.provider.name = 'joe';
    await browser.signIn('acme');
    await browser.signIn('acme', REDIRECT);
    await browser.refresh('acme');
    await browser.logout('acme');
    await browser.signIn('acme');
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
      ['auth.sign-in.start succeeded', 'user:default/joe'],
      ['auth.sign-out.end succeeded', 'user:default/joe'],
      ['auth.sign-in.start succeeded', 'user:default/joe'],
    ]);
  });

  it.each([
    ['a popup', {}],
    ['no popup', REDIRECT],
  ])('records whom it refuses, with %s', async (_, flow) => {
    await start();
    auth.provider.name = 'mallory';
    const answer = await browser.signIn('acme', flow);
    expect(answer.status).toBe('flow' in flow ? 302 : 200);
    // The stolen name is no reason to believe it.
    expect(await auth.stop()).toMatchObject([
      {
        action: 'auth.sign-in.start',
        outcome: 'failed',
        actor: NOBODY,
        error: { message: 'User not found' },
        meta: { provider: 'acme' },
      },
    ]);
  });

  it('records a return that was not asked for as denied', async () => {
    await start();
    const path = await browser.visit('acme');
    await auth.open().send(path);
    expect(await auth.stop()).toMatchObject([
      {
        outcome: 'denied',
        error: {
          name: 'NotAllowedError',
          message: 'Auth response is missing cookie nonce',
        },
      },
    ]);
  });

  it('records a session that cannot go on, and none that is only looked for', async () => {
    await start();
    expect((await browser.refresh('acme')).status).toBe(401);
    await browser.signIn('acme');
    auth.provider.refusal = { error: 'access_denied', description: 'left' };
    expect((await browser.refresh('acme')).status).toBe(401);
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
      ['auth.sign-in.resume failed', 'anonymous'],
    ]);
  });

  it('knows no sessions of before a restart or of another replica, and says so', async () => {
    await start();
    await browser.signIn('acme');
    await auth.eventsOnce(1);
    const other = await auth.startAnother();
    browser.url = other.url;
    await browser.refresh('acme');
    await browser.refresh('acme');
    await browser.logout('acme');
    await other.backend.stop();
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
      ['auth.sign-in.resume succeeded', 'user:default/jane'],
      ['auth.sign-out.end succeeded', 'user:default/jane'],
    ]);
  });

  it.each([
    [1, false],
    [4, true],
  ])(
    'records %i more when replicas take turns, with redirects: %s',
    async (more, enableExperimentalRedirectFlow) => {
      await start({ data: { enableExperimentalRedirectFlow } });
      await browser.signIn('acme');
      const replicas = [await auth.startAnother(), auth];
      for (let time = 0; time < 4; time++) {
        browser.url = replicas[time % 2].url;
        expect((await browser.refresh('acme')).status).toBe(200);
      }
      await replicas[0].backend.stop();
      expect(await auth.recorded()).toEqual([
        ['auth.sign-in.start succeeded', 'user:default/jane'],
        ...Array(more).fill([
          'auth.sign-in.resume succeeded',
          'user:default/jane',
        ]),
      ]);
    },
  );

  it('records who signs in again, also if the other replica saw them sign out', async () => {
    await start();
    const other = await auth.startAnother();
    await browser.signIn('acme');
    await auth.eventsOnce(1);
    const { url } = browser;
    browser.url = other.url;
    await browser.logout('acme');
    await auth.eventsOnce(2);
    browser.url = url;
    await browser.signIn('acme');
    await other.backend.stop();
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
      ['auth.sign-out.end succeeded', 'anonymous'],
      ['auth.sign-in.start succeeded', 'user:default/jane'],
    ]);
  });

  it('records as nobody who signs out of a session that it does not know', async () => {
    await start();
    await browser.logout('acme');
    await browser.logout('acme');
    expect(await auth.recorded()).toEqual([
      ['auth.sign-out.end succeeded', 'anonymous'],
      ['auth.sign-out.end succeeded', 'anonymous', 1],
    ]);
  });
});
