// SPDX-License-Identifier: Apache-2.0

/** In a valid text, a surrogate has its other half beside it (as the u flag sees it, it is not there at all). */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one way to write a JSON value, of RFC 8785: members by their names in UTF-16 code units, nothing between them, numbers
 * and texts as ECMAScript writes them. Throws on what has no such way.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => `${text(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'string') {
    return text(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`JSON cannot say ${value}`);
  }
  const written = JSON.stringify(value);
  if (written === undefined) {
    throw new TypeError(`JSON cannot say ${typeof value}`);
  }
  return written;
}

function text(value: string): string {
  if (LONE_SURROGATE.test(value)) {
    throw new TypeError('A text has half a character in it');
  }
  return JSON.stringify(value);
}
