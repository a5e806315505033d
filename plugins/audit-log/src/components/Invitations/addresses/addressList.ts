// SPDX-License-Identifier: Apache-2.0
import type { InvitationResult } from 'backstage-plugin-audit-log-common';
import { addressProblem } from './addressProblem';

/** How many addresses one invitation can go to. */
export const MAX_ADDRESSES = 1000;

export interface Address {
  readonly text: string;
  /** Why it is none. */
  readonly problem?: string;
}

/** The addresses of an invitation that is being written, each once. */
export interface AddressList {
  readonly items: readonly Address[];
  /** What was added last although it was there already. */
  readonly merged: readonly string[];
}

export const NO_ADDRESSES: AddressList = { items: [], merged: [] };

const key = (text: string) => text.toLocaleLowerCase('en-US');

export function addAddresses(
  list: AddressList,
  texts: readonly string[],
): AddressList {
  const known = new Set(list.items.map(({ text }) => key(text)));
  const added: Address[] = [];
  const merged: string[] = [];
  for (const text of texts) {
    if (known.has(key(text))) {
      merged.push(text);
    } else {
      known.add(key(text));
      added.push({ text, problem: addressProblem(text) });
    }
  }
  return { items: [...list.items, ...added], merged };
}

export function removeAddress(list: AddressList, text: string): AddressList {
  return {
    items: list.items.filter(item => key(item.text) !== key(text)),
    merged: [],
  };
}

export function goodAddresses(list: AddressList): string[] {
  return list.items.filter(({ problem }) => !problem).map(({ text }) => text);
}

export function badAddresses(list: AddressList): readonly Address[] {
  return list.items.filter(({ problem }) => problem);
}

/** What is left to do after results came in: the addresses that the server refused, with its reasons, and those that it was not asked about. */
export function problemsFrom(
  list: AddressList,
  results: readonly InvitationResult[],
): AddressList {
  const byKey = new Map(results.map(result => [key(result.email), result]));
  const items = list.items.flatMap(item => {
    const result = byKey.get(key(item.text));
    if (!result) {
      return [item];
    }
    return result.result === 'invalid'
      ? [{ text: item.text, problem: result.reason ?? 'It is not valid' }]
      : [];
  });
  return { items, merged: [] };
}
