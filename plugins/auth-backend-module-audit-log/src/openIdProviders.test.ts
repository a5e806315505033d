// SPDX-License-Identifier: Apache-2.0
import type { Browser } from './__testUtils__/Browser';
import { OpenIdServer, type Visit } from './__testUtils__/OpenIdServer';
import { startAuth } from './__testUtils__/startAuth';

const JANE = { type: 'user', ref: 'user:default/jane' };
const NOBODY = { type: 'anonymous' };

describe('authModuleAuditLog with an OpenID Connect provider', () => {
  let provider: OpenIdServer;
  let auth: Awaited<ReturnType<typeof startAuth>>;
  let browser: Browser;
  const seen = new Set<string>();

  const start = async (config: object = {}) => {
    auth = await startAuth({ oidc: { ...provider.config, ...config } });
    browser = auth.open();
  };

  const note = (secrets: readonly string[]) =>
    secrets.forEach(secret => seen.add(secret).add(decodeURIComponent(secret)));

  /** To the provider, through its pages, and to the address that it sends the browser back to. */
  const visit = async (what: Visit, flow: Record<string, string> = {}) => {
    const query = new URLSearchParams({ env: 'development', ...flow });
    const away = await browser.send(`oidc/start?${query}`);
    const path = await provider.visit(away.headers.get('location')!, what);
    note(browser.secrets);
    return path;
  };

  const signIn = async (as: string) => {
    const answer = await browser.send(await visit({ as }));
    note(browser.secrets);
    return answer;
  };

  const refresh = async () => {
    const answer = await browser.refresh('oidc');
    note(browser.secrets);
    return answer;
  };

  beforeEach(async () => {
    provider = await OpenIdServer.start();
  });

  afterEach(async () => {
    await auth.stop();
    await provider.stop();
    note(provider.secrets);
    // Whatever happened: nothing of it is to be found in what is kept.
    const kept = JSON.stringify(auth.events) + auth.everythingKept();
    const leaked = [...seen].filter(secret => kept.includes(secret));
    if (leaked.length > 0) {
      throw new Error(`These are kept: ${leaked}`);
    }
    seen.clear();
  });

  it('records one session from its beginning to its end', async () => {
    await start();
    expect((await signIn('jane')).text).toContain('userEntityRef');
    for (let time = 0; time < 3; time++) {
      const before = browser.secrets;
      expect((await refresh()).status).toBe(200);
      // The provider has given another refresh token.
      expect(browser.secrets).not.toEqual(before);
    }
    expect((await browser.logout('oidc')).status).toBe(200);
    expect(await auth.stop()).toMatchObject([
      {
        action: 'auth.sign-in.start',
        outcome: 'succeeded',
        actor: JANE,
        meta: { provider: 'oidc' },
        request: {
          address: '127.0.0.1',
          path: '/api/auth/oidc/handler/frame',
        },
      },
      {
        action: 'auth.sign-out.end',
        outcome: 'succeeded',
        actor: JANE,
        meta: { provider: 'oidc' },
      },
    ]);
  });

  it('asks with PKCE and a nonce, which make the sign-in no different', async () => {
    await start();
    const { headers } = await browser.send('oidc/start?env=development');
    const { searchParams } = new URL(headers.get('location')!);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    note([searchParams.get('code_challenge')!, searchParams.get('nonce')!]);
    await signIn('jane');
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
    ]);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'whom the portal does not know',
      async () => signIn('mallory'),
      /unable to resolve user identity/,
    ],
    [
      'who does not consent at the provider',
      async () => browser.send(await visit({ as: 'jane', consents: false })),
      /^Authentication rejected, access_denied \(End-User aborted interaction\)$/,
    ],
    [
      'who returns with a code that the provider did not give',
      async () =>
        browser.send(
          (await visit({ as: 'jane' })).replace(/code=[^&]+/, 'code=made-up'),
        ),
      /^Authentication failed, invalid_grant/,
    ],
    [
      'who returns too late',
      async () => {
        const path = await visit({ as: 'jane' });
        await provider.advance(3_600_000);
        await browser.send(path);
      },
      /^Authentication failed, invalid_grant/,
    ],
    [
      'who comes with an ID token that nobody vouches for',
      async () => {
        await provider.hideKeys();
        await signIn('jane');
      },
      /^Authentication rejected, no valid key found in issuer's jwks_uri/,
    ],
  ])('records %s as nobody, with the reason', async (_, act, message) => {
    await start();
    await act();
    expect(await auth.stop()).toMatchObject([
      {
        action: 'auth.sign-in.start',
        outcome: 'failed',
        actor: NOBODY,
        error: { message: expect.stringMatching(message) },
        meta: { provider: 'oidc' },
        request: { path: '/api/auth/oidc/handler/frame' },
      },
    ]);
  });

  it('records that the provider does not take the secret of the portal', async () => {
    await start({ clientSecret: 'a-mistaken-secret' });
    note(['a-mistaken-secret']);
    await signIn('jane');
    expect(await auth.stop()).toMatchObject([
      {
        action: 'auth.sign-in.start',
        outcome: 'failed',
        actor: NOBODY,
        error: {
          message:
            'Authentication failed, invalid_client (client authentication failed)',
        },
      },
    ]);
  });

  it('records a return that is repeated, beside the session that it began', async () => {
    await start();
    const path = await visit({ as: 'jane' });
    await browser.send(path);
    note(browser.secrets);
    await browser.send(path);
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
      ['auth.sign-in.start failed', 'anonymous'],
    ]);
  });

  it('records a sign-in without a popup when it is known whose it is', async () => {
    await start();
    const redirectUrl = 'http://localhost:3000/catalog';
    const path = await visit({ as: 'jane' }, { flow: 'redirect', redirectUrl });
    const back = await browser.send(path);
    expect(back.headers.get('location')).toBe(redirectUrl);
    expect(auth.events).toEqual([]);
    await refresh();
    await refresh();
    expect(await auth.recorded()).toEqual([
      ['auth.sign-in.start succeeded', 'user:default/jane'],
    ]);
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    [
      'ended at the provider',
      () => provider.advance(365 * 24 * 3_600_000),
      /^Refresh failed; caused by OPError: invalid_grant/,
    ],
    [
      'cannot go on without the provider',
      () => provider.stop(),
      /^Refresh failed; .*ECONNREFUSED/,
    ],
  ])('records that a session %s', async (_, end, message) => {
    await start();
    await signIn('jane');
    await end();
    expect((await refresh()).status).toBe(401);
    expect(await auth.stop()).toMatchObject([
      { action: 'auth.sign-in.start', outcome: 'succeeded', actor: JANE },
      {
        action: 'auth.sign-in.resume',
        outcome: 'failed',
        actor: NOBODY,
        error: { message: expect.stringMatching(message) },
      },
    ]);
  });
});
