// SPDX-License-Identifier: Apache-2.0

/**
 * A test of whether a text is like one of these patterns, in which `*` stands for any text. What it takes grows with the text
 * times the pattern, whatever either is: a regular expression with as many stars can take for ever.
 */
export function patternTest(
  patterns: readonly string[],
): (text: string) => boolean {
  const tests = patterns.map(pattern => pattern.split('*'));
  return text => tests.some(parts => isLike(text, parts));
}

/** The parts stand in the text in this order: the first begins it, the last ends it. */
function isLike(text: string, parts: readonly string[]): boolean {
  if (parts.length === 1) {
    return text === parts[0];
  }
  const first = parts[0];
  const last = parts[parts.length - 1];
  const end = text.length - last.length;
  if (!text.startsWith(first) || !text.endsWith(last)) {
    return false;
  }
  let place = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, place);
    if (found < 0) {
      return false;
    }
    place = found + part.length;
  }
  return place <= end;
}
