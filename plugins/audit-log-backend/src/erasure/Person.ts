// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import { searchWords } from '../database/searchWords';

const DEFAULT_NAMESPACE = 'default';
const ADDRESS = /^[^\s@]+@[^\s@]+$/;
const REFERENCE = /^user:(?:([^/\s]+)\/)?([^/\s]+)$/;

/**
 * Whose data are erased: the reference of a user, in whatever case and with or without its namespace, or an e-mail address.
 * It is compared with values as a whole, never with parts of texts: a name that is part of another one would take that along.
 */
export class Person {
  /** Throws an InputError when a text is neither. */
  static parse(given: string): Person {
    const value = folded(given.trim());
    if (!ADDRESS.test(value) && !REFERENCE.test(value)) {
      throw new InputError(
        `person: must be the reference of a user, such as user:default/jane, or an e-mail address, got ${given.slice(
          0,
          100,
        )}`,
      );
    }
    return new Person(value);
  }

  private constructor(readonly value: string) {}

  /** Whether a value is this person's reference or address. */
  readonly isMe = (value: string): boolean => folded(value) === this.value;

  /** What is stored of a reference where events are found by it: with the namespace, and without where it is the usual one. */
  get references(): readonly string[] {
    const [, namespace, name] = REFERENCE.exec(this.value) ?? [];
    if (name === undefined) {
      return [this.value];
    }
    return namespace === DEFAULT_NAMESPACE
      ? [this.value, `user:${name}`]
      : [this.value];
  }

  /**
   * What is of a-z and 0-9 in each way the person is written: whatever holds the person has all of these in it, in either case. The
   * namespace, which may be left out, aside where it may.
   */
  get pieces(): readonly string[] {
    const [, namespace, name] = REFERENCE.exec(this.value) ?? [];
    const text =
      name === undefined || namespace !== DEFAULT_NAMESPACE
        ? this.value
        : `user:${name}`;
    return [...new Set(text.match(/[a-z0-9]+/g) ?? [])];
  }

  /** The words that whatever holds the person is found by, the namespace aside, which may be left out. */
  get words(): readonly string[] {
    const [, , name] = REFERENCE.exec(this.value) ?? [];
    return searchWords(name === undefined ? this.value : `user ${name}`);
  }
}

function folded(value: string): string {
  const text = value.toLowerCase();
  const [, namespace, name] = REFERENCE.exec(text) ?? [];
  return name === undefined
    ? text
    : `user:${namespace ?? DEFAULT_NAMESPACE}/${name}`;
}
