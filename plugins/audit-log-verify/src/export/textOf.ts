// SPDX-License-Identifier: Apache-2.0

/** A member of a line that is a text. Whatever else stands there cannot even be put into a sentence: it may have no text form. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
