// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from '@backstage/types';
import { cutText } from './cutText';
import type { Limits } from './Limits';
import { readField } from './mergeFields';
import { representable } from './representable';

/** At most this many places are named; a value that is bad in every field needs no list of them all. */
const MOST_POINTERS = 100;
const LONGEST_KEY = 200;

/** A value as JSON, and JSON Pointers (RFC 6901) to what was cut or could not be kept as it was. */
export interface BoundJson {
  readonly value: JsonValue;
  /** About how many characters it has. */
  readonly size: number;
  readonly truncated: readonly string[];
}

class Walk {
  readonly truncated: string[] = [];
  readonly #limits: Limits;
  readonly #ancestors = new Set<object>();
  #room: number;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#room = limits.metaSize;
  }

  get size(): number {
    return this.#limits.metaSize - this.#room;
  }

  /** Undefined for what JSON leaves out. */
  copy(input: unknown, pointer: string, depth: number): JsonValue | undefined {
    const { value, marker } = representable(input);
    if (marker !== undefined) {
      return this.#mark(pointer, marker);
    }
    if (typeof value === 'string') {
      const fitting = Math.min(
        this.#limits.textLength,
        Math.max(this.#room, LONGEST_KEY),
      );
      const cut = cutText(value, fitting);
      this.#room -= (cut ?? value).length;
      return cut === undefined ? value : this.#mark(pointer, cut);
    }
    if (typeof value !== 'object' || value === null) {
      this.#room -= 8;
      return value as JsonValue | undefined;
    }
    if (this.#ancestors.has(value)) {
      return this.#mark(pointer, '[circular]');
    }
    if (depth >= this.#limits.depth) {
      return this.#mark(
        pointer,
        `[truncated: deeper than ${this.#limits.depth} levels]`,
      );
    }
    this.#ancestors.add(value);
    try {
      return Array.isArray(value)
        ? this.#copyList(value, pointer, depth)
        : this.#copyObject(value, pointer, depth);
    } catch {
      return this.#mark(pointer, '[unreadable]');
    } finally {
      this.#ancestors.delete(value);
    }
  }

  #copyList(list: readonly unknown[], pointer: string, depth: number) {
    const copy: JsonValue[] = [];
    for (let index = 0; index < list.length; index++) {
      if (this.#isFull(index, list.length)) {
        copy.push(
          this.#mark(
            `${pointer}/${index}`,
            `[truncated: ${count(list.length - index)} more items]`,
          ),
        );
        break;
      }
      const item = this.copy(
        readField(list, index),
        `${pointer}/${index}`,
        depth + 1,
      );
      copy.push(item ?? null);
    }
    return copy;
  }

  #copyObject(object: object, pointer: string, depth: number) {
    const copy: { [key: string]: JsonValue } = {};
    const keys = Object.keys(object);
    for (let index = 0; index < keys.length; index++) {
      if (this.#isFull(index, keys.length)) {
        const key = '[truncated]';
        const marker = `${count(keys.length - index)} more fields`;
        copy[key] = this.#mark(`${pointer}/${key}`, marker);
        break;
      }
      const key = cutText(keys[index], LONGEST_KEY) ?? keys[index];
      const value = this.copy(
        readField(object, keys[index]),
        `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`,
        depth + 1,
      );
      if (value !== undefined) {
        this.#room -= key.length + 4;
        // Not an assignment: a field may be called __proto__.
        Object.defineProperty(copy, key, {
          value,
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
    }
    return copy;
  }

  /** The last place is kept for the marker, so that what was cut once fits as it is from then on. */
  #isFull(index: number, length: number): boolean {
    return (
      this.#room <= 0 ||
      (index === this.#limits.entries - 1 && length > this.#limits.entries)
    );
  }

  #mark(pointer: string, marker: string): string {
    if (this.truncated.length < MOST_POINTERS) {
      this.truncated.push(pointer);
    }
    return marker;
  }
}

/**
 * Makes JSON of whatever a plugin handed over, within limits: circular, with getters that throw, 5 MB long.
 *
 * Nothing of the input is shared with the result, so that a caller may go on to change what it reported. The walk stops
 * where the limits are used up: the cost is that of what is kept, not of what was given.
 */
export function boundJson(
  input: unknown,
  limits: Limits,
  pointer: string = '',
): BoundJson {
  const walk = new Walk(limits);
  const value = walk.copy(input, pointer, 0) ?? null;
  return { value, size: walk.size, truncated: walk.truncated };
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
