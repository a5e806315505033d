// SPDX-License-Identifier: Apache-2.0
import { LONGEST_KEY } from './boundJson';
import type { Limits } from './Limits';

/** Walks through a value as `boundJson` does, and counts as that does, but makes nothing. */
class Walk {
  readonly #limits: Limits;
  #room: number;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#room = limits.metaSize;
  }

  passes(value: unknown, depth: number): boolean {
    switch (typeof value) {
      case 'string':
        return this.#passesText(value);
      case 'number':
        this.#room -= 8;
        return Number.isFinite(value);
      case 'boolean':
        this.#room -= 8;
        return true;
      case 'object':
        if (value === null) {
          this.#room -= 8;
          return true;
        }
        return (
          // What holds itself is too deep, too.
          depth < this.#limits.depth &&
          typeof (value as { toJSON?: unknown }).toJSON !== 'function' &&
          (Array.isArray(value)
            ? this.#passesList(value, depth)
            : this.#passesObject(value, depth))
        );
      default:
        return false;
    }
  }

  #passesText({ length }: string): boolean {
    const fits =
      length <= this.#limits.textLength &&
      length <= Math.max(this.#room, LONGEST_KEY);
    this.#room -= length;
    return fits;
  }

  #passesList(list: readonly unknown[], depth: number): boolean {
    if (list.length > this.#limits.entries) {
      return false;
    }
    for (let index = 0; index < list.length; index++) {
      if (this.#room <= 0 || !this.passes(list[index], depth + 1)) {
        return false;
      }
    }
    return true;
  }

  #passesObject(object: object, depth: number): boolean {
    const prototype = Object.getPrototypeOf(object);
    if (prototype !== Object.prototype && prototype !== null) {
      return false;
    }
    const keys = Object.keys(object);
    if (keys.length > this.#limits.entries) {
      return false;
    }
    for (const key of keys) {
      if (
        this.#room <= 0 ||
        key.length > LONGEST_KEY ||
        !this.passes((object as Record<string, unknown>)[key], depth + 1)
      ) {
        return false;
      }
      this.#room -= key.length + 4;
    }
    return true;
  }
}

/**
 * Whether a value is JSON and within limits, so that `boundJson` would give the like of it. It may say no of a value of which
 * that is so; it never says yes of one of which it is not. Never throws.
 */
export function isBoundJson(value: unknown, limits: Limits): boolean {
  try {
    return new Walk(limits).passes(value, 0);
  } catch {
    return false;
  }
}
