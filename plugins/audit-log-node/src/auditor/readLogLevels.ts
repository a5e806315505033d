// SPDX-License-Identifier: Apache-2.0
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { SEVERITIES, type Severity } from 'backstage-plugin-audit-log-common';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type LogLevel = (typeof LEVELS)[number];

export type LogLevels = { readonly [severity in Severity]: LogLevel };

/** Reads `backend.auditor.severityLogLevelMappings`, with the defaults and the refusals of Backstage's own auditor. */
export function readLogLevels(config: RootConfigService): LogLevels {
  const read = (severity: Severity): LogLevel => {
    const key = `backend.auditor.severityLogLevelMappings.${severity}`;
    const value =
      config.getOptionalString(key) ?? (severity === 'low' ? 'debug' : 'info');
    const level = LEVELS.find(known => known === value);
    if (!level) {
      throw new InputError(
        `The configuration value for '${key}' was given an invalid value: '${value}'. Expected one of the following valid values: '${LEVELS.join(
          ', ',
        )}'.`,
      );
    }
    return level;
  };
  return Object.fromEntries(
    SEVERITIES.map(severity => [severity, read(severity)]),
  ) as LogLevels;
}
