// SPDX-License-Identifier: Apache-2.0
import {
  addAddresses,
  goodAddresses,
  NO_ADDRESSES,
  problemsFrom,
  removeAddress,
} from './addressList';

describe('addressList', () => {
  it('keeps addresses in the order in which they came, bad ones with the reason', () => {
    const { items } = addAddresses(NO_ADDRESSES, ['b@x.org', 'bad', 'a@x.org']);
    expect(items.map(({ text }) => text)).toEqual([
      'b@x.org',
      'bad',
      'a@x.org',
    ]);
    expect(items.map(({ problem }) => Boolean(problem))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('merges what is there already, whatever its case, and says what it merged', () => {
    const first = addAddresses(NO_ADDRESSES, ['jane@x.org', 'JANE@X.org']);
    expect(goodAddresses(first)).toEqual(['jane@x.org']);
    expect(first.merged).toEqual(['JANE@X.org']);
    const second = addAddresses(first, ['Jane@x.org', 'rick@x.org']);
    expect(goodAddresses(second)).toEqual(['jane@x.org', 'rick@x.org']);
    expect(second.merged).toEqual(['Jane@x.org']);
  });

  it('removes one', () => {
    const list = addAddresses(NO_ADDRESSES, ['a@x.org', 'b@x.org']);
    expect(goodAddresses(removeAddress(list, 'A@x.org'))).toEqual(['b@x.org']);
  });

  it('marks what the server refused, in its words', () => {
    const list = addAddresses(NO_ADDRESSES, ['a@x.org', 'b@x.org']);
    const marked = problemsFrom(list, [
      { email: 'a@x.org', result: 'invited' },
      { email: 'b@x.org', result: 'invalid', reason: 'Not in our domain' },
    ]);
    expect(marked.items).toEqual([
      { text: 'b@x.org', problem: 'Not in our domain' },
    ]);
  });

  it('takes a thousand in at once, and a thousand more', () => {
    const addresses = (from: number) =>
      Array.from({ length: 1000 }, (_, index) => `p${from + index}@x.org`);
    const first = addAddresses(NO_ADDRESSES, addresses(0));
    const second = addAddresses(first, addresses(500));
    expect(second.items).toHaveLength(1500);
    expect(second.merged).toHaveLength(500);
  });
});
