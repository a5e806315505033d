// SPDX-License-Identifier: Apache-2.0

/** Text as it is sorted and searched: whatever its case, its accents and its way of writing them. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase('en-US');
}
