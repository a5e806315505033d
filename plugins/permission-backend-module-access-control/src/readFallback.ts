// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'auditLog.accessControl.fallback';

/** Reads what becomes of permissions that no role mentions; throws an InputError for anything it does not know. */
export function readFallback(config: Config): 'deny' | 'allow' {
  const fallback = config.getOptionalString(KEY) ?? 'deny';
  if (fallback !== 'deny' && fallback !== 'allow') {
    throw new InputError(
      `${KEY}: must be deny or allow, got '${fallback}'; another policy is handed to AccessControlPolicy in a module of your own`,
    );
  }
  return fallback;
}
