// SPDX-License-Identifier: Apache-2.0
import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const KEY = 'auditLog.signIns.newSessionAfter';

/** For how many milliseconds nothing may be heard of a session before it counts as a new one. */
export function readNewSessionAfter(config: Config): number {
  const milliseconds = durationToMilliseconds(
    config.has(KEY)
      ? readDurationFromConfig(config, { key: KEY })
      : { hours: 8 },
  );
  if (!(milliseconds > 0)) {
    throw new InputError(`${KEY}: must be a duration such as 8h`);
  }
  return milliseconds;
}
