// SPDX-License-Identifier: Apache-2.0
import { addAddresses, NO_ADDRESSES } from './addressList';
import { describeAddresses } from './describeAddresses';

const listOf = (...texts: string[]) => addAddresses(NO_ADDRESSES, texts);

describe('describeAddresses', () => {
  it('says nothing of nothing', () => {
    expect(describeAddresses(NO_ADDRESSES)).toBe('');
  });

  it.each([
    [['a@x.org'], '1 address.'],
    [['a@x.org', 'b@x.org'], '2 addresses.'],
    [['a@x.org', 'bad'], '2 addresses, 1 to correct.'],
    [['a@x.org', 'A@x.org'], '1 address. A@x.org was in the list already.'],
    [
      ['a@x.org', 'A@x.org', 'a@X.org'],
      '1 address. 2 addresses were in the list already: A@x.org, a@X.org',
    ],
  ])('counts %j', (texts, sentence) => {
    expect(describeAddresses(listOf(...texts))).toBe(sentence);
  });

  it('says how many are too many', () => {
    const many = Array.from({ length: 1002 }, (_, index) => `p${index}@x.org`);
    expect(describeAddresses(listOf(...many))).toBe(
      '1,002 addresses. At most 1,000 can be invited at once: remove 2 addresses.',
    );
  });
});
