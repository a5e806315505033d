// SPDX-License-Identifier: Apache-2.0
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { parsePolicy } from './policy/parsePolicy';
import { PERIOD_LENGTHS, type PeriodLength } from './policy/periods';
import type { RetentionPolicy } from './policy/RetentionPolicy';

const KEY = 'auditLog.retention';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What the configuration says of how long events are kept, and how that is done. */
export interface RetentionSettings {
  readonly policy: RetentionPolicy;
  readonly period: PeriodLength;
  /** How long a change by which events would be removed sooner waits, and can be cancelled. */
  readonly changeDelayMs: number;
  readonly runEveryMs: number;
}

/** Throws an InputError that names the key and what it takes. */
export function readRetentionSettings(config: Config): RetentionSettings {
  const given: unknown = config.getOptional(KEY) ?? {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InputError(`${KEY}: must be settings such as live and archive`);
  }
  const { period, changeDelay, runEvery, ...policy } = given as Record<
    string,
    unknown
  >;
  return {
    policy: parsePolicy(policy, KEY),
    period: readPeriod(period),
    changeDelayMs: readDuration(config, 'changeDelay', {
      usual: 7 * DAY_MS,
      most: 366 * DAY_MS,
      example: 'a minute to a year, such as 7d',
    }),
    runEveryMs: readDuration(config, 'runEvery', {
      usual: DAY_MS,
      most: 7 * DAY_MS,
      example: 'a minute to a week, such as 1d',
    }),
  };
}

function readPeriod(given: unknown): PeriodLength {
  const period = PERIOD_LENGTHS.find(length => length === (given ?? 'month'));
  if (!period) {
    throw new InputError(
      `${KEY}.period: must be ${PERIOD_LENGTHS.join(
        ' or ',
      )}, got ${JSON.stringify(given)}`,
    );
  }
  return period;
}

function readDuration(
  config: Config,
  name: string,
  takes: {
    readonly usual: number;
    readonly most: number;
    readonly example: string;
  },
): number {
  const key = `${KEY}.${name}`;
  if (!config.has(key)) {
    return takes.usual;
  }
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (!(milliseconds >= MINUTE_MS && milliseconds <= takes.most)) {
    throw new InputError(`${key}: must be a duration from ${takes.example}`);
  }
  return milliseconds;
}
