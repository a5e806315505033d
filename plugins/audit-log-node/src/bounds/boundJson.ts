// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from '@backstage/types';
import { cutText } from './cutText';
import type { Limits } from './Limits';
import { readField } from './mergeFields';
import { representable } from './representable';

/** At most this many places are named; a value that is bad in every field needs no list of them all. */
const MOST_POINTERS = 100;
export const LONGEST_KEY = 200;

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
  /** Names on the way to what is being copied, of which a pointer is made only where something is cut. */
  readonly #way: string[] = [];
  #room: number;

  constructor(limits: Limits, private readonly pointer: string) {
    this.#limits = limits;
    this.#room = limits.metaSize;
  }

  get size(): number {
    return this.#limits.metaSize - this.#room;
  }

  /** Undefined for what JSON leaves out. */
  copy(input: unknown): JsonValue | undefined {
    // Most of all values, and a quarter of the work.
    if (typeof input === 'string') {
      return this.#copyText(input);
    }
    const { value, marker } = representable(input);
    if (marker !== undefined) {
      return this.#mark(marker);
    }
    if (typeof value === 'string') {
      return this.#copyText(value);
    }
    if (typeof value !== 'object' || value === null) {
      this.#room -= 8;
      return value as JsonValue | undefined;
    }
    if (this.#ancestors.has(value)) {
      return this.#mark('[circular]');
    }
    if (this.#way.length >= this.#limits.depth) {
      return this.#mark(
        `[truncated: deeper than ${this.#limits.depth} levels]`,
      );
    }
    const depth = this.#way.length;
    this.#ancestors.add(value);
    try {
      return Array.isArray(value)
        ? this.#copyList(value)
        : this.#copyObject(value);
    } catch {
      this.#way.length = depth;
      return this.#mark('[unreadable]');
    } finally {
      this.#ancestors.delete(value);
    }
  }

  #copyText(text: string): string {
    const fitting = Math.min(
      this.#limits.textLength,
      Math.max(this.#room, LONGEST_KEY),
    );
    const cut = cutText(text, fitting);
    this.#room -= (cut ?? text).length;
    return cut === undefined ? text : this.#mark(cut);
  }

  #copyList(list: readonly unknown[]) {
    const copy: JsonValue[] = [];
    for (let index = 0; index < list.length; index++) {
      this.#way.push(String(index));
      const isFull = this.#isFull(index, list.length);
      const item = isFull
        ? this.#mark(`[truncated: ${count(list.length - index)} more items]`)
        : this.copy(readField(list, index));
      this.#way.pop();
      copy.push(item ?? null);
      if (isFull) {
        break;
      }
    }
    return copy;
  }

  #copyObject(object: object) {
    const copy: { [key: string]: JsonValue } = {};
    const keys = Object.keys(object);
    for (let index = 0; index < keys.length; index++) {
      if (this.#isFull(index, keys.length)) {
        const key = '[truncated]';
        this.#way.push(key);
        copy[key] = this.#mark(`${count(keys.length - index)} more fields`);
        this.#way.pop();
        break;
      }
      const key = cutText(keys[index], LONGEST_KEY) ?? keys[index];
      this.#way.push(key);
      const value = this.copy(readField(object, keys[index]));
      this.#way.pop();
      if (value !== undefined) {
        this.#room -= key.length + 4;
        setField(copy, key, value);
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

  #mark(marker: string): string {
    if (this.truncated.length < MOST_POINTERS) {
      this.truncated.push(
        [this.pointer, ...this.#way.map(escapeName)].join('/'),
      );
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
  const walk = new Walk(limits, pointer);
  const value = walk.copy(input) ?? null;
  return { value, size: walk.size, truncated: walk.truncated };
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** Sets a field, whatever its name. */
function setField(
  object: { [key: string]: JsonValue },
  key: string,
  value: JsonValue,
): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  } else {
    object[key] = value;
  }
}

/** As in a JSON Pointer, RFC 6901, section 3. */
function escapeName(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}
