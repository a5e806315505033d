// SPDX-License-Identifier: Apache-2.0
import type { ParameterSchema } from './readSpecification';

/** What a parameter takes, in words that follow "must be". */
export function describeParameter(schema: ParameterSchema): string {
  const { type, format, minimum, maximum, minLength, maxLength } = schema;
  if (schema.enum) {
    return `one of ${schema.enum.join(', ')}`;
  }
  if (schema.items) {
    const most = schema.maxItems ? `, at most ${schema.maxItems} values` : '';
    return `${describeParameter(schema.items)}${most}`;
  }
  if (format === 'date-time') {
    return 'a time in ISO 8601 with its offset from UTC, such as 2026-01-31T12:00:00Z';
  }
  if (format === 'uuid') {
    return 'a UUID, such as 019a8f2e-7c1b-7d3e-9f00-0123456789ab';
  }
  if (type === 'integer') {
    return `between ${minimum} and ${maximum}`;
  }
  return `text of ${minLength ?? 1} to ${maxLength} characters`;
}
