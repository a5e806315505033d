// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { accepted, type Reading, rejected } from './Rejection';

/** What was reported, checked; or what is wrong with the first field that is wrong, in words. */
export function checked<T>(schema: z.ZodType<T>, input: unknown): Reading<T> {
  const result = schema.safeParse(input, { error: inWords });
  if (result.success) {
    return accepted(result.data);
  }
  const [issue] = result.error.issues;
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : [];
  const field = [...issue.path, unknown].flat().map(String).join('.');
  return rejected('invalid', `${field || 'The event'}: ${issue.message}`);
}

/** What the checks themselves say less well. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'is no field of an event';
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : undefined;
    default:
      return undefined;
  }
}
