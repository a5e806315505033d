// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/*
 * The OpenID Connect provider of `OpenIdServer`, in a process of its own: it is an ES module. It shows the pages for
 * development that `oidc-provider` has, where whoever comes gives a name and any password.
 *
 * Each message of the parent changes what it is told to; the answer is all secrets that were given away or shown until then.
 */

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;

const signingKey = kid => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    format: 'jwk',
  }),
  kid,
  use: 'sig',
  alg: 'RS256',
});

const secrets = new Set();
let publishesKeys = true;

const provider = new Provider(url, {
  clients: [JSON.parse(process.argv[2])],
  jwks: { keys: [signingKey('current')] },
  cookies: { keys: ['a key of the test'] },
  claims: { profile: ['name'], email: ['email', 'email_verified'] },
  findAccount: (_, name) => ({
    accountId: name,
    claims: () => ({
      sub: name,
      name,
      email: `${name}@example.org`,
      email_verified: true,
    }),
  }),
  features: { revocation: { enabled: true } },
  pkce: { required: () => true },
  rotateRefreshToken: true,
});

provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === '/token') {
    note(ctx.oidc.params, ['code', 'code_verifier', 'refresh_token']);
    note(ctx.body, ['access_token', 'refresh_token', 'id_token']);
  } else if (ctx.path === '/jwks' && !publishesKeys) {
    const { d, p, q, dp, dq, qi, ...other } = signingKey('other');
    ctx.body = { keys: [other] };
  }
  const away = ctx.response.get('location');
  if (URL.canParse(away)) {
    note(Object.fromEntries(new URL(away).searchParams), ['code', 'state']);
  }
});

function note(values, names) {
  for (const name of names) {
    if (values?.[name]) {
      secrets.add(values[name]);
    }
  }
}

const now = Date.now;
process.on('message', change => {
  if (change.clockAheadMs !== undefined) {
    Date.now = () => now() + change.clockAheadMs;
  }
  publishesKeys = change.publishesKeys ?? publishesKeys;
  process.send({ secrets: [...secrets] });
});
process.on('disconnect', () => process.exit());

server.on('request', provider.callback());
process.send({ url });
