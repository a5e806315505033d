// SPDX-License-Identifier: Apache-2.0
import { ACTOR_PART } from './actorPart';
import { isPersonalText, isUserRef } from './personalTexts';
import { escapePointer } from './pointers';
import type { SealableEvent } from './SealableEvent';

/** Each part takes a salt of its own in the store; beyond so many, those in `meta` and `changes` are taken together. */
const MOST_PARTS = 64;

/**
 * The personal parts of an event, as JSON Pointers, none within another: who it was, users among its targets, and in what
 * the plugin reported the references of users and e-mail addresses, and what the plugin declared as personal.
 */
export function personalParts(
  event: SealableEvent,
  declared: readonly string[],
): string[] {
  const parts: string[] = [];
  const { actor, request } = event;
  if (
    actor.ref !== undefined ||
    actor.title !== undefined ||
    request?.address !== undefined ||
    request?.userAgent !== undefined
  ) {
    parts.push(ACTOR_PART);
  }
  event.targets.forEach(({ ref }, index) => {
    if (isUserRef(ref)) {
      parts.push(`/targets/${index}`);
    }
  });
  const reported: string[] = [];
  collect(event.meta, '/meta', declared, reported);
  if (event.changes !== undefined) {
    collect(event.changes, '/changes', [], reported);
  }
  return parts.concat(
    parts.length + reported.length > MOST_PARTS
      ? taken(reported, MOST_PARTS - parts.length)
      : reported,
  );
}

/** Adds the pointers of what is personal in a value. A part is not looked into: the outer one wins. */
function collect(
  value: unknown,
  pointer: string,
  declared: readonly string[],
  parts: string[],
): void {
  if (typeof value === 'string') {
    if (isPersonalText(value) || declared.includes(pointer)) {
      parts.push(pointer);
    }
    return;
  }
  if (declared.length > 0 && declared.includes(pointer)) {
    parts.push(pointer);
    return;
  }
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      collect(value[index], `${pointer}/${index}`, declared, parts);
    }
    return;
  }
  const keys = namesIn(value);
  // A key cannot be replaced by null, so an object with such a key is personal as a whole.
  if (pointer !== '/meta' && keys.some(isPersonalText)) {
    parts.push(pointer);
    return;
  }
  for (const key of keys) {
    const innerPointer = `${pointer}/${escapePointer(key)}`;
    if (pointer === '/meta' && isPersonalText(key)) {
      parts.push(innerPointer);
    } else {
      const inner = (value as Record<string, unknown>)[key];
      collect(inner, innerPointer, declared, parts);
    }
  }
}

/** The names of an object's properties; those that are undefined are none, as in JSON. */
function namesIn(object: object): readonly string[] {
  const keys = Object.keys(object);
  const isThere = (key: string) =>
    (object as Record<string, unknown>)[key] !== undefined;
  return keys.every(isThere) ? keys : keys.filter(isThere);
}

/** The parts by member of `meta` and by change, and if these are too many still, `meta` and `changes` as a whole. */
function taken(parts: readonly string[], most: number): string[] {
  const byMember = firstOf(parts, 2);
  if (byMember.length <= most) {
    return byMember;
  }
  return firstOf(parts, 1);
}

/** The distinct pointers that are left of others when only so many names are kept. */
function firstOf(pointers: readonly string[], names: number): string[] {
  return [
    ...new Set(
      pointers.map(pointer =>
        pointer
          .split('/')
          .slice(0, names + 1)
          .join('/'),
      ),
    ),
  ];
}
