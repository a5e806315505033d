// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';

/** Control characters, line separators, halves of characters, and what turns the direction of writing around. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const NOT_IN_TEXTS = /[^\P{Cc}\t\r\n]|\p{Cs}/u;

/** The name of a role or group as it is kept. Throws an InputError for what is none. */
export function readName(given: string): string {
  const name = given.normalize('NFC').trim();
  if (name === '') {
    throw new InputError('name: must not be empty');
  }
  if (NOT_IN_NAMES.test(name)) {
    throw new InputError(
      'name: must be one line of text without control characters',
    );
  }
  return name.replace(/\s+/g, ' ');
}

/** By what a name is taken: two that differ in their case only are one. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('en-US');
}

/** A description as it is kept; it may have several lines. */
export function readDescription(given: string = ''): string {
  const description = given.normalize('NFC').trim();
  if (NOT_IN_TEXTS.test(description)) {
    throw new InputError(
      'description: must be text without control characters',
    );
  }
  return description;
}
