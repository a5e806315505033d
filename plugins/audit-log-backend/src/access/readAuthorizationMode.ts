// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * Who decides about people. `roles`: Backstage's permission framework and the stored roles must both agree, because the
 * stock policy allows everything. `framework`: the installed policy alone.
 */
export type AuthorizationMode = 'roles' | 'framework';

/** Reads `auditLog.authorization`; throws an InputError for a setting that would leave the audit log open. */
export function readAuthorizationMode(config: Config): AuthorizationMode {
  const mode = config.getOptionalString('auditLog.authorization') ?? 'roles';
  if (mode !== 'roles' && mode !== 'framework') {
    throw new InputError(
      `auditLog.authorization: must be roles or framework, got '${mode}'`,
    );
  }
  if (
    mode === 'framework' &&
    config.getOptionalBoolean('permission.enabled') !== true
  ) {
    throw new InputError(
      'auditLog.authorization: framework leaves the audit log to the permission policy, but permissions are switched off, so that everyone could read it; set permission.enabled to true, or remove auditLog.authorization',
    );
  }
  return mode;
}
