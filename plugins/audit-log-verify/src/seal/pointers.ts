// SPDX-License-Identifier: Apache-2.0

/** A name as part of a JSON Pointer, RFC 6901. */
export function escapePointer(name: string): string {
  return name.includes('~') || name.includes('/')
    ? name.replaceAll('~', '~0').replaceAll('/', '~1')
    : name;
}

/** The names that a JSON Pointer is made of. */
function namesOf(pointer: string): string[] {
  const names = pointer.split('/');
  names.shift();
  return pointer.includes('~')
    ? names.map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    : names;
}

/**
 * The value at a JSON Pointer, and a copy of the whole with another one in its place; nothing else is copied than the way there.
 * Throws where there is nothing.
 */
export function replaceAt<T>(
  whole: T,
  pointer: string,
  replacement: unknown,
): { value: unknown; copy: T } {
  const names = namesOf(pointer);
  let value: unknown;
  const replace = (at: unknown, depth: number): unknown => {
    if (depth === names.length) {
      value = at;
      return replacement;
    }
    const name = names[depth];
    if (
      typeof at !== 'object' ||
      at === null ||
      !Object.hasOwn(at, name) ||
      (Array.isArray(at) && name === 'length')
    ) {
      throw new Error(`There is nothing at ${pointer}`);
    }
    const inner = (at as Record<string, unknown>)[name];
    return withProperty(at, name, replace(inner, depth + 1));
  };
  return { copy: replace(whole, 0) as T, value };
}

/** A copy with another value for a property that is there, whatever its name. */
function withProperty(object: object, name: string, value: unknown): object {
  if (Array.isArray(object)) {
    const copy = object.slice();
    copy[Number(name)] = value;
    return copy;
  }
  const copy: Record<string, unknown> = { ...object };
  if (name === '__proto__') {
    Object.defineProperty(copy, name, { value });
  } else {
    copy[name] = value;
  }
  return copy;
}
