// SPDX-License-Identifier: Apache-2.0
import { searchWords } from './searchWords';

describe('searchWords', () => {
  it.each([
    ['user:default/jane.doe', ['user', 'default', 'jane', 'doe']],
    ['a_b-c%d', ['a', 'b', 'c', 'd']],
    ['Again and again AGAIN', ['again', 'and']],
    ['ＦＵＬＬ ﬁne ²', ['full', 'fine', '2']],
    ['Zürich Zu\u0308rich ZÜRICH', ['zürich']],
    ['שלום עולם', ['שלום', 'עולם']],
    ['\u202eabc\u202c so\u00adft', ['abc', 'soft']],
    ['deploy🚀now ❤️', ['deploy', '🚀', 'now', '❤']],
    ['👩‍👧', ['👩', '👧']],
    ['🇩🇪🇫🇷', ['🇩🇪', '🇫🇷']],
    ['नमस्ते', ['नमस्ते']],
    ['a\0b', ['a', 'b']],
    [`'; -- "%_*?`, []],
    ['', []],
  ])('cuts %j into %j', (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it('knows a long word by its beginning, in whole characters', () => {
    expect(searchWords('𝒳'.normalize('NFC').repeat(100))).toEqual([
      'x'.repeat(64),
    ]);
    expect(searchWords('𐐨'.repeat(100))).toEqual(['𐐨'.repeat(64)]);
  });
});
