// SPDX-License-Identifier: Apache-2.0

/** Something that the reader of the terminal can put right: shown as its message alone, without a stack trace. */
export class Problem extends Error {
  name = 'Problem';
}
