// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { ConfigReader } from '@backstage/config';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { redactText, SecretKeys } from 'backstage-plugin-audit-log-node';
import { newEvent } from '../__testUtils__/newEvent';
import { RecordingSink } from '../__testUtils__/RecordingSink';
import { RedactingSink } from './RedactingSink';

async function redact(
  fields: Partial<NewAuditEvent>,
  keys: readonly string[] = [],
) {
  const next = new RecordingSink();
  const config = new ConfigReader({
    auditLog: { redaction: { keys: [...keys] } },
  });
  const secretKeys = SecretKeys.fromConfig(config);
  await RedactingSink.create({ secretKeys, next }).append([newEvent(fields)]);
  return next.events[0];
}

describe('RedactingSink', () => {
  it('takes out secrets by the names of their fields, however these are written', async () => {
    const { meta, redacted } = await redact({
      meta: {
        password: 'hunter2',
        'X-Api-Key': 'k',
        clientSecret: 's',
        nested: [{ GITHUB_TOKEN: 't', 'a/b~c': { cookie: 'c' } }],
        secrets: { anything: 'at all' },
        pin: 1234,
        credentials: 42,
      },
    });
    expect(meta).toEqual({
      password: '[redacted]',
      'X-Api-Key': '[redacted]',
      clientSecret: '[redacted]',
      nested: [
        { GITHUB_TOKEN: '[redacted]', 'a/b~c': { cookie: '[redacted]' } },
      ],
      secrets: '[redacted]',
      pin: 1234,
      credentials: '[redacted]',
    });
    expect(redacted).toEqual([
      '/meta/password',
      '/meta/X-Api-Key',
      '/meta/clientSecret',
      '/meta/nested/0/GITHUB_TOKEN',
      '/meta/nested/0/a~1b~0c/cookie',
      '/meta/secrets',
      '/meta/credentials',
    ]);
  });

  it('takes out what a secret was before and after it was changed', async () => {
    const changes = [
      { path: '/spec/password', before: 'old', after: 'new' },
      { path: '/credentials/user', after: 'jane' },
      { path: '/spec/clientSecret', before: null, after: true },
      { path: '/spec', before: { token: 'old' }, after: {} },
      { path: '/metadata/note', before: 'none', after: 'Bearer abcdefghijkl' },
      { path: '/a~1b', before: 1 },
    ];
    const event = await redact({ changes });
    expect(event.changes).toEqual([
      { path: '/spec/password', before: '[redacted]', after: '[redacted]' },
      { path: '/credentials/user', after: '[redacted]' },
      changes[2],
      { path: '/spec', before: { token: '[redacted]' }, after: {} },
      { path: '/metadata/note', before: 'none', after: 'Bearer [redacted]' },
      changes[5],
    ]);
    expect(event.redacted).toEqual([
      '/changes/0/before',
      '/changes/0/after',
      '/changes/1/after',
      '/changes/3/before/token',
      '/changes/4/after',
    ]);
  });

  it('leaves what is none, and says nothing about it', async () => {
    const meta = {
      token: null,
      hasToken: true,
      password: '',
      nextPageToken: 'abc',
      tokens: 7,
      title: 'The password policy',
      entityRef: 'component:default/secret-santa',
    };
    const event = await redact({ meta });
    expect(event.meta).toEqual(meta);
    expect(event).not.toHaveProperty('redacted');
  });

  it('takes more names from the configuration, and refuses empty ones', async () => {
    const { meta } = await redact({ meta: { userPin: '1234' } }, ['PIN']);
    expect(meta).toEqual({ userPin: '[redacted]' });
    await expect(redact({}, ['ok', '-'])).rejects.toThrow(
      'auditLog.redaction.keys[1] is "-", but takes the name of a field',
    );
  });

  it('looks into errors, paths, user agents and titles', async () => {
    const secret = `ghp_${'a1'.repeat(18)}`;
    const event = await redact({
      error: { name: 'Error', message: `Bad token ${secret} given` },
      request: { path: `/x/${secret}`, userAgent: `curl ${secret}` },
      targets: [
        { ref: 'location:default/x', title: `https://${secret}@host/` },
      ],
    });
    expect(JSON.stringify(event)).not.toContain(secret);
    expect(event.error?.message).toBe('Bad token [redacted] given');
    expect(event.redacted).toEqual([
      '/targets/0/title',
      '/request/path',
      '/request/userAgent',
      '/error/message',
    ]);
  });

  it('takes them out of the names of fields, which stay as many', async () => {
    const one = `ghp_${'a1'.repeat(18)}`;
    const other = `ghp_${'b2'.repeat(18)}`;
    const { meta, redacted } = await redact({
      meta: { seen: { first: 1, [one]: true, [other]: { [one]: 2 } } },
    });
    expect(meta).toEqual({
      seen: {
        first: 1,
        '[redacted] 1': true,
        '[redacted] 2': { '[redacted] 0': 2 },
      },
    });
    expect(redacted).toEqual([
      '/meta/seen/[redacted] 1',
      '/meta/seen/[redacted] 2',
      '/meta/seen/[redacted] 2/[redacted] 0',
    ]);
  });

  // Made up in the documented shape of each; assembled, so that no scanner takes them for real ones.
  it.each([
    [
      'JSON Web Token',
      `${'eyJhbGciOiJIUzI1NiJ9'}.${'eyJzdWIiOiJqYW5lIn0'}.sig-na_ture`,
    ],
    [
      'JSON Web Token that was cut',
      `${'eyJhbGciOiJIUzI1NiJ9'}.${'eyJzdWIiOiJqYW5l'}`,
    ],
    ['ingestion key', `bkal_${'x'.repeat(61)}`],
    ['ingestion key that was cut', `bkal_${'x'.repeat(13)}`],
    ['GitHub', `gho_${'x'.repeat(36)}`],
    ['GitHub, fine-grained', `github_pat_${'x'.repeat(40)}`],
    ['GitLab', `glpat-${'x'.repeat(20)}`],
    ['Slack', `xoxb-${'1'.repeat(12)}-abc`],
    ['AWS', `AKIA${'A'.repeat(16)}`],
    ['Google', `AIza${'x'.repeat(35)}`],
    ['npm', `npm_${'x'.repeat(36)}`],
    ['Stripe', `sk_live_${'x'.repeat(24)}`],
    [
      'PEM',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----',
    ],
    ['PEM that was cut', '-----BEGIN PRIVATE KEY-----\nMIIE'],
  ])('takes out what has the shape of a secret: %s', (_, secret) => {
    expect(redactText(`before ${secret}`)).toBe('before [redacted]');
  });

  it.each([
    ['https://jane:pass@host/x', 'https://[redacted]@host/x'],
    [
      'Authorization: Bearer abcdefghijklmnop',
      'Authorization: Bearer [redacted]',
    ],
    ['db?password=hunter2&x=1', 'db?password=[redacted]&x=1'],
    ['{"token":"abcdef","x":1}', '{"token":"[redacted]","x":1}'],
  ])('keeps what is around it: %s', (text, clean) => {
    expect(redactText(text)).toBe(clean);
  });

  it.each([
    'mail jane@example.com about the password: it expired',
    'the bearer of bad news',
    'https://host/path@v1?x=y@z',
    'skip-this-thing-because-it-is-none',
  ])('leaves ordinary text alone: %s', text => {
    expect(redactText(text)).toBe(text);
  });

  it.each(['eyJ', 'a.', '-----BEGIN ', 'token=', 'https://', 'gh', 'bearer '])(
    'takes linear time on text made of %j',
    piece => {
      const time = (characters: number) => {
        const text = piece.repeat(characters / piece.length);
        const start = performance.now();
        redactText(text);
        return performance.now() - start;
      };
      time(10_000);
      // 32 times the text: quadratic time would be 1,000 times as much.
      expect(time(640_000)).toBeLessThan(Math.max(time(20_000), 1) * 320);
    },
  );
});
