// SPDX-License-Identifier: Apache-2.0
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

const KEY = 'auditLog.signIns.newSessionAfter';

/** For how many milliseconds nothing may be heard of a session before it counts as a new one. */
export function readNewSessionAfter(config: RootConfigService): number {
  const duration = config.getOptional<HumanDuration>(KEY) ?? { hours: 8 };
  const isDuration =
    typeof duration === 'object' &&
    Object.values(duration).every(value => typeof value === 'number');
  const milliseconds = isDuration ? durationToMilliseconds(duration) : NaN;
  if (!(milliseconds > 0)) {
    throw new InputError(`${KEY} must be a duration such as { hours: 8 }`);
  }
  return milliseconds;
}
