// SPDX-License-Identifier: Apache-2.0
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import type { DescribeSettings } from './describe/DescribeSettings';

const KEY = 'auditLog.catalog';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What the configuration says of how changes of the catalog are recorded. */
export interface CatalogSettings extends DescribeSettings {
  /** How long an entity must be missing before it counts as deleted. */
  readonly settleMs: number;
  /** The same while more than half of the catalog is missing. */
  readonly settleRebuildMs: number;
}

/** Throws an InputError that names the key and what it takes. */
export function readSettings(config: Config): CatalogSettings {
  const authorAnnotation = config.getOptionalString(`${KEY}.authorAnnotation`);
  return {
    settleMs: readSettle(config, 'settle', {
      standard: 30_000,
      most: 10 * MINUTE_MS,
      takes: 'up to ten minutes, such as 30s',
    }),
    settleRebuildMs: readSettle(config, 'settleRebuild', {
      standard: 15 * MINUTE_MS,
      most: DAY_MS,
      takes: 'up to a day, such as 15m',
    }),
    versionNaming: config.getOptionalBoolean(`${KEY}.versionNaming`) ?? false,
    ...(authorAnnotation !== undefined && { authorAnnotation }),
  };
}

interface Range {
  readonly standard: number;
  readonly most: number;
  readonly takes: string;
}

function readSettle(
  config: Config,
  name: 'settle' | 'settleRebuild',
  { standard, most, takes }: Range,
): number {
  const key = `${KEY}.${name}`;
  if (!config.has(key)) {
    return standard;
  }
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (!(milliseconds >= 0 && milliseconds <= most)) {
    throw new InputError(`${key}: must be a duration ${takes}`);
  }
  return milliseconds;
}
