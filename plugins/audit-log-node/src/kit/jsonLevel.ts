// SPDX-License-Identifier: Apache-2.0
import { readField } from '../bounds/mergeFields';
import { representable } from '../bounds/representable';

/** One level of a value as JSON has it; a text that says so for what JSON cannot have. */
export function asJson(input: unknown): unknown {
  const { value, marker } = representable(input);
  return marker ?? value;
}

export function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Its fields, or the places of a list. What is undefined is not there, in JSON. */
export function keysOf(holder: object): readonly string[] {
  const keys = Object.keys(holder);
  return Array.isArray(holder)
    ? keys
    : keys.filter(key => readField(holder, key) !== undefined);
}

/** Its own ones: `constructor` and `__proto__` are names like any other. */
export function hasField(holder: object, key: string): boolean {
  return (
    Object.hasOwn(holder, key) &&
    (Array.isArray(holder) || readField(holder, key) !== undefined)
  );
}
