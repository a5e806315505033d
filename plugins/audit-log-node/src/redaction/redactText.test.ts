// SPDX-License-Identifier: Apache-2.0
import { REDACTED, redactText } from './redactText';

/** Pieces that secrets, and what looks like them, are made of. */
const PIECES = [
  '-----BEGIN RSA PRIVATE KEY-----',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
  'bkal_0123456789abcdef',
  'ghp_0123456789abcdefghij',
  'github_pat_0123456789abcdefghij',
  'glpat-0123456789abcdef',
  'glagent-0123456789abcdef',
  'xoxb-0123456789',
  'xapp-0123456789',
  'https://hooks.slack.com/services/T0/B0/x',
  'AKIA0123456789ABCDEF',
  'AIza0123456789abcdefghijABCDEFGHIJ01234',
  'npm_0123456789abcdefghijABCDEFGHIJ012345',
  'sk_live_0123456789abcdef',
  'sk-0123456789abcdefghij',
  'postgres://user:pw@host/db',
  'Bearer 0123456789abcdef',
  'BASIC 0123456789abcdef',
  'PASSWORD=hunter2',
  '"token": "hunter2"',
  "api-key:'hunter2",
];

describe('redactText', () => {
  it.each(PIECES)('finds %s, wherever it stands', secret => {
    for (const [before, after] of [
      ['', ''],
      ['see ', ' there'],
      ['(', ')'],
      ['line\n', '\nline'],
    ]) {
      const text = `${before}${secret}${after}`;
      expect(redactText(text)).not.toBe(text);
      expect(redactText(text)).toContain(REDACTED);
    }
  });

  it.each([
    'user:default/jane',
    'component:default/task-service',
    '/api/catalog/entities/by-name/component/default/basket-123',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
    'The basket is in use',
  ])('leaves %s as it is', text => {
    expect(redactText(text)).toBe(text);
  });
});
