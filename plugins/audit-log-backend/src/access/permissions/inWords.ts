// SPDX-License-Identifier: Apache-2.0

const UNCOUNTED = new Set(['config', 'data', 'history', 'info', 'metadata']);

/** What a name is made of, in lower case: catalogEntity.read-all is catalog, entity, read and all. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .map(word => word.toLocaleLowerCase('en-US'));
}

/** Words as a heading. */
export function heading(words: readonly string[]): string {
  const text = words.join(' ');
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}

/** The last of these words in the plural, as far as that goes by rule. */
export function plural(words: readonly string[]): readonly string[] {
  const last = words.at(-1);
  if (last === undefined || last.endsWith('s') || UNCOUNTED.has(last)) {
    return words;
  }
  const several = /[^aeiou]y$/.test(last)
    ? `${last.slice(0, -1)}ies`
    : `${last}${/(x|z|ch|sh)$/.test(last) ? 'es' : 's'}`;
  return [...words.slice(0, -1), several];
}
