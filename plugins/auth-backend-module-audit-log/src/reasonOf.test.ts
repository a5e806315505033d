// SPDX-License-Identifier: Apache-2.0
import { reasonOf } from './reasonOf';

const messageOf = (message: unknown, secrets: string[] = []) =>
  reasonOf({ name: 'Error', message }, secrets).message;

describe('reasonOf', () => {
  it.each([
    'User not found',
    "Origin 'https://portal.example.org:8443' is not allowed",
    'Refresh failed; caused by NotFoundError: user:default/jane.doe-2 is not in the catalog',
    'Request failed with status 401, /oauth2/v2.0/token',
  ])('leaves %s as it is', message => {
    expect(messageOf(message)).toBe(message);
  });

  it.each([
    ['a web token', 'Bad eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.c2ln', 'eyJ'],
    ['an unsigned one', 'Bad eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.', 'eyJ'],
    ['an opaque token', 'Bad ya29x0AfH6SMBx9Kq2LmNopQrs in grant', 'ya29'],
    [
      'a query',
      'GET https://idp.example.org/cb?code=abc&state=x failed',
      'abc',
    ],
    ['a named one', 'Got {"access_token":"abc"}', 'abc'],
    ['another named one', 'code: abc', 'abc'],
  ])('hides %s', (_, message, secret) => {
    expect(messageOf(message)).not.toContain(secret);
    expect(messageOf(message)).toContain('[hidden]');
  });

  it('hides what the request holds', () => {
    expect(messageOf('hunter2 and $& are wrong', ['hunter2'])).toBe(
      '[hidden] and $& are wrong',
    );
  });

  it('hides what it would cut in two', () => {
    const secrets = ['s'.repeat(1_990), 'correcthorsebattery'];
    const message = messageOf(secrets.join(' '), secrets);
    expect(message).toBe('[hidden] ');
  });

  it('is short, and always something', () => {
    expect(messageOf('no '.repeat(1e6)).length).toBeLessThan(1_000);
    expect(messageOf(undefined)).toBe('No reason was given');
    expect(reasonOf({ name: 'x y', message: 'No' }, []).name).toBe('Error');
  });

  it('takes no time over hostile texts', () => {
    // Of this process, whatever others do meanwhile.
    const before = process.cpuUsage();
    for (const text of ['a', '1', '-', 'token=', 'a.', '?', ' ']) {
      messageOf(text.repeat(100_000));
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});
