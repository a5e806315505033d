// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { DamagedFileError } from './DamagedFileError';

/** A range of sequences for each event of the largest file takes less. */
const MOST_CHARACTERS = 256 * 1024 * 1024;

/** The document of a text. Throws a DamagedFileError, whose message says what is wrong where, unless it is JSON of this shape. */
export function parseDocument<T>(
  text: string,
  what: string,
  schema: z.ZodType<T>,
): T {
  if (text.length > MOST_CHARACTERS) {
    throw new DamagedFileError(`The ${what} is too long to be one`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error: unknown) {
    throw new DamagedFileError(`The ${what} is no JSON`, error);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    const place = path.length > 0 ? `${path.join('.')}: ` : '';
    throw new DamagedFileError(`The ${what} is none: ${place}${message}`);
  }
  return parsed.data;
}
