// SPDX-License-Identifier: Apache-2.0

/** The names on the way that a JSON Pointer (RFC 6901) goes. */
function stepsOf(pointer: string): readonly string[] {
  return pointer
    .slice(1)
    .split('/')
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The pointer to a member of what another points to. */
export function pointerTo(parent: string, name: string | number): string {
  return `${parent}/${`${name}`.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** What a JSON Pointer points to; undefined where there is nothing. */
export function valueAt(document: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    document,
  );
}

/** Puts null in the place that a JSON Pointer points to, in the document itself. Throws where there is nothing. */
export function clearAt(document: unknown, pointer: string): void {
  const end = pointer.lastIndexOf('/');
  const parent =
    end === 0 ? document : valueAt(document, pointer.slice(0, end));
  const [name] = stepsOf(pointer.slice(end));
  if (
    typeof parent !== 'object' ||
    parent === null ||
    !Object.hasOwn(parent, name)
  ) {
    throw new Error(`There is no ${pointer} in the event`);
  }
  (parent as Record<string, unknown>)[name] = null;
}
