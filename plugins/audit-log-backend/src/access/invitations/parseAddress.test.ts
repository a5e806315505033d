// SPDX-License-Identifier: Apache-2.0
import { addressKey, maskAddress, parseAddress } from './parseAddress';

const keyOf = (text: string) => {
  const parsed = parseAddress(text);
  return 'key' in parsed ? parsed.key : parsed.problem;
};

describe('parseAddress', () => {
  it.each([
    ['jane@example.org', 'jane@example.org'],
    [' Jane.Doe+portal@Example.ORG ', 'jane.doe+portal@example.org'],
    ["o'neil_{x}@sub.example.co", "o'neil_{x}@sub.example.co"],
    ['jörg@münchen.example', 'jörg@münchen.example'],
    ['jörg@xn--mnchen-3ya.example', 'jörg@münchen.example'],
    ['用户@例子.测试', '用户@例子.测试'],
    // The same letter, composed and not.
    ['zo\u0065\u0308@example.org', 'zo\u00eb@example.org'],
  ])('takes %s', (text, key) => {
    expect(keyOf(text)).toBe(key);
    expect(addressKey(text)).toBe(key);
  });

  it.each([
    ['jane', 'look like'],
    ['jane@', 'look like'],
    ['@example.org', 'look like'],
    ['jane@x@example.org', 'look like'],
    ['jane@localhost', 'domain'],
    ['jane@10.0.0.1', 'domain'],
    ['jane@1.2', 'domain'],
    ['jane@-x.org', 'domain'],
    ['jane@x..org', 'domain'],
    ['jane@x.org/path', 'domain'],
    ['jane@[10.0.0.1]', 'domain'],
    ['jane.@example.org', 'before the @'],
    ['.jane@example.org', 'before the @'],
    ['ja..ne@example.org', 'before the @'],
    ['"jane doe"@example.org', 'spaces'],
    ['<jane@example.org>', 'before the @'],
    ['Jane <jane@example.org>', 'spaces'],
    ['jane@example.org,bob@example.org', 'look like'],
    ['jane@example.org\r\nBcc: bob@example.org', 'line breaks'],
    ['jane@example.org\nBcc', 'line breaks'],
    ['jane\u0000@example.org', 'line breaks'],
    ['jane\u202e@example.org', 'line breaks'],
    [`${'x'.repeat(65)}@example.org`, 'before the @'],
    [
      `jane@${'x'.repeat(60)}.${'y'.repeat(63)}.${'z'.repeat(63)}.${'w'.repeat(
        63,
      )}.org`,
      '254',
    ],
  ])('says what is wrong with %j', (text, problem) => {
    expect(keyOf(text)).toContain(problem);
  });

  it('hides all but the first letter and the domain', () => {
    expect(maskAddress('jane@example.org')).toBe('j***@example.org');
    expect(maskAddress('😀x@example.org')).toBe('😀***@example.org');
  });
});
