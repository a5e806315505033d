// SPDX-License-Identifier: Apache-2.0

/** The first letters of a name's first and last word, in whatever script it is written. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}][^\s.]*/gu) ?? [];
  const chosen = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return chosen
    .map(word => String.fromCodePoint(word!.codePointAt(0)!))
    .join('')
    .toLocaleUpperCase();
}
