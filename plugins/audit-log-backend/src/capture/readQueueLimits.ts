// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type BufferLimits,
  DEFAULT_BUFFER_LIMITS,
} from 'backstage-plugin-audit-log-node';

/** Reads `auditLog.queue`; throws an InputError that names the key and what it takes. */
export function readQueueLimits(config: Config): BufferLimits {
  const read = (name: keyof BufferLimits, least: number): number => {
    const key = `auditLog.queue.${name}`;
    const value = config.getOptionalNumber(key) ?? DEFAULT_BUFFER_LIMITS[name];
    if (!Number.isInteger(value) || value < least) {
      throw new InputError(
        `${key} is ${value}, but takes a whole number of at least ${least}`,
      );
    }
    return value;
  };
  return {
    events: read('events', 1_000),
    characters: read('characters', 1_048_576),
  };
}
