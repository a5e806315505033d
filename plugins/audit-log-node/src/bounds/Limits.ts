// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * How much of what a plugin reports is kept with one event.
 *
 * @public
 */
export interface Limits {
  /** Characters of all of the event's meta together. */
  readonly metaSize: number;
  /** Characters of one text. */
  readonly textLength: number;
  /** Levels of objects within objects. */
  readonly depth: number;
  /** Fields of one object, items of one list. */
  readonly entries: number;
}

type Bounds = { readonly [name in keyof Limits]: Range };
interface Range {
  readonly standard: number;
  readonly least: number;
  readonly most: number;
}

const BOUNDS: Bounds = {
  metaSize: { standard: 65_536, least: 1_024, most: 1_048_576 },
  textLength: { standard: 8_192, least: 256, most: 1_048_576 },
  depth: { standard: 12, least: 2, most: 64 },
  entries: { standard: 500, least: 10, most: 10_000 },
};

/** @public */
export const DEFAULT_LIMITS: Limits = {
  metaSize: BOUNDS.metaSize.standard,
  textLength: BOUNDS.textLength.standard,
  depth: BOUNDS.depth.standard,
  entries: BOUNDS.entries.standard,
};

/**
 * Reads `auditLog.limits`; throws an InputError that names the key and what it takes.
 *
 * @public
 */
export function readLimits(config: Config): Limits {
  const read = (name: keyof Limits): number => {
    const key = `auditLog.limits.${name}`;
    const { standard, least, most } = BOUNDS[name];
    const value = config.getOptionalNumber(key) ?? standard;
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new InputError(
        `${key} is ${value}, but takes a whole number from ${least} to ${most}`,
      );
    }
    return value;
  };
  return {
    metaSize: read('metaSize'),
    textLength: read('textLength'),
    depth: read('depth'),
    entries: read('entries'),
  };
}
