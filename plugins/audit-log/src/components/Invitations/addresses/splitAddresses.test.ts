// SPDX-License-Identifier: Apache-2.0
import { splitAddresses, takeFinishedAddresses } from './splitAddresses';

describe('splitAddresses', () => {
  it.each([
    ['commas', 'a@x.org,b@x.org, c@x.org'],
    ['semicolons', 'a@x.org;b@x.org ; c@x.org;'],
    ['spaces and tabs', '  a@x.org b@x.org\tc@x.org '],
    ['lines', 'a@x.org\nb@x.org\r\n\r\nc@x.org\n'],
    ['all of them, and several of each', 'a@x.org,;\n, b@x.org;;  c@x.org,'],
    ['what other keyboards have for commas', 'a@x.org，b@x.org；c@x.org'],
    ['spaces that do not break', 'a@x.org\u00a0b@x.org\u00a0c@x.org'],
  ])('splits at %s', (_, text) => {
    expect(splitAddresses(text)).toEqual(['a@x.org', 'b@x.org', 'c@x.org']);
  });

  it.each([
    ['Jane Doe <jane@x.org>', ['jane@x.org']],
    ['<jane@x.org>', ['jane@x.org']],
    ['Jane Doe < jane@x.org >', ['jane@x.org']],
    ['Jane<jane@x.org>,Rick <rick@x.org>', ['jane@x.org', 'rick@x.org']],
    ['Jane <jane@x.org> Rick <rick@x.org>', ['jane@x.org', 'rick@x.org']],
    [
      'a@x.org Jane Doe <jane@x.org> b@x.org',
      ['a@x.org', 'jane@x.org', 'b@x.org'],
    ],
    [
      '"Doe, Jane" <jane@x.org>; Rick <rick@x.org>',
      ['jane@x.org', 'rick@x.org'],
    ],
    ['"jane@home.org" <jane@x.org>', ['jane@x.org']],
    [
      'Doe, Jane <jane@x.org>; O’Hara-Roe, Rick <rick@x.org>',
      ['jane@x.org', 'rick@x.org'],
    ],
    ['Jane Doe\n<jane@x.org>', ['Jane Doe', 'jane@x.org']],
    ['Jane Doe <jane@x.org', ['jane@x.org']],
    ["'jane@x.org'", ['jane@x.org']],
    ['mailto:jane@x.org', ['jane@x.org']],
    ['\u200bjane@x.org\ufeff', ['jane@x.org']],
    ['\u202ejane@x.org\u202c', ['jane@x.org']],
  ])('takes the addresses out of %j', (text, addresses) => {
    expect(splitAddresses(text)).toEqual(addresses);
  });

  it.each([
    ['janex.org, Rick <rick@x.org>', ['janex.org', 'rick@x.org']],
    ['Jane Doe jane@x.org', ['Jane Doe', 'jane@x.org']],
    ['Jane Doe', ['Jane Doe']],
    ['jane@@x.org', ['jane@@x.org']],
    ['Jane <>', ['Jane <>']],
    ['"Jane Doe', ['"Jane Doe']],
    ['a@x.org "b@x.org', ['a@x.org', '"b@x.org']],
    ['<b>bold</b>@x.org', ['<b> bold </b>', '@x.org']],
  ])('loses nothing of %j', (text, pieces) => {
    expect(splitAddresses(text)).toEqual(pieces);
  });

  it.each(['', '  ', ',;\n', '\u200b'])('finds nothing in %j', text => {
    expect(splitAddresses(text)).toEqual([]);
  });

  it('takes a time that grows no faster than the text', () => {
    const hostile = `${'"<'.repeat(50_000)}${' a'.repeat(50_000)}`;
    expect(splitAddresses(hostile).length).toBeGreaterThan(0);
  });
});

describe('takeFinishedAddresses', () => {
  it.each([
    ['jane@x.org', [], 'jane@x.org'],
    ['jane@x.org,', ['jane@x.org'], ''],
    ['jane@x.org;r', ['jane@x.org'], 'r'],
    ['jane@x.org ', ['jane@x.org'], ''],
    ['jane ', [], 'jane '],
    ['Jane Doe <jane@x.org', [], 'Jane Doe <jane@x.org'],
    ['Jane Doe <jane@x.org>', ['jane@x.org'], ''],
    ['"Doe, Ja', [], '"Doe, Ja'],
    ['bad,', ['bad'], ''],
  ])('of %j, typed so far', (text, addresses, rest) => {
    expect(takeFinishedAddresses(text)).toEqual({ addresses, rest });
  });
});
