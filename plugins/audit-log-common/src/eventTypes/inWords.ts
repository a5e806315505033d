// SPDX-License-Identifier: Apache-2.0

/** An id such as `report-write` or `readPost` as the words that it is made of. */
export function inWords(id: string): string {
  return id
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[\s_.:/-]+/g, ' ')
    .trim()
    .toLocaleLowerCase('en-US');
}

export function titleOf(words: string): string {
  return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
}
