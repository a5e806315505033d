// SPDX-License-Identifier: Apache-2.0
import { badAddresses, MAX_ADDRESSES, type AddressList } from './addressList';

const named = (count: number) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'address' : 'addresses'}`;

/** How many addresses there are, what is wrong with them, and which came twice, in a sentence or three. */
export function describeAddresses(list: AddressList): string {
  const { items, merged } = list;
  const bad = badAddresses(list).length;
  const parts = [items.length > 0 ? named(items.length) : ''];
  if (bad > 0) {
    parts.push(`${bad.toLocaleString('en-US')} to correct`);
  }
  const count = parts.filter(Boolean).join(', ');
  const repeated =
    merged.length === 1
      ? `${merged[0]} was in the list already.`
      : `${named(merged.length)} were in the list already: ${merged
          .slice(0, 3)
          .join(', ')}${merged.length > 3 ? ' …' : ''}`;
  return [
    count && `${count}.`,
    merged.length > 0 ? repeated : '',
    addressesTooMany(list) ?? '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What to do when there are more than one invitation can go to. */
export function addressesTooMany({ items }: AddressList): string | undefined {
  const excess = items.length - MAX_ADDRESSES;
  return excess > 0
    ? `At most ${MAX_ADDRESSES.toLocaleString(
        'en-US',
      )} can be invited at once: remove ${named(excess)}.`
    : undefined;
}
