// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { SEVERITIES, type Severity } from 'backstage-plugin-audit-log-common';

const ON_FAILURE = 'auditLog.onStorageFailure';
const SEVERITY = 'auditLog.refuseSeverity';

/**
 * Reads `auditLog.onStorageFailure` and `auditLog.refuseSeverity`: from which severity on operations are refused that could
 * not be recorded; undefined when none is. Throws an InputError that names the key and what it takes.
 *
 * @public
 */
export function readStorageFailure(config: Config): Severity | undefined {
  const onFailure = config.getOptionalString(ON_FAILURE) ?? 'continue';
  if (onFailure !== 'continue' && onFailure !== 'refuse') {
    throw new InputError(
      `${ON_FAILURE} is '${onFailure}', but takes continue or refuse`,
    );
  }
  const given = config.getOptionalString(SEVERITY) ?? 'high';
  const severity = SEVERITIES.find(each => each === given);
  if (!severity) {
    throw new InputError(
      `${SEVERITY} is '${given}', but takes ${SEVERITIES.join(', ')}`,
    );
  }
  return onFailure === 'refuse' ? severity : undefined;
}
