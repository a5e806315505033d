// SPDX-License-Identifier: Apache-2.0
import { SEVERITIES } from 'backstage-plugin-audit-log-common';
import type { DeclaredEventType } from './DeclaredEventType';

const ACTION = /^[a-z][a-z\d-]{0,99}(\.[a-z\d][a-z\d-]{0,99})?$/;
const LENGTHS = { title: 100, description: 1_000 };

/** What is wrong with a declaration; undefined when nothing is. */
export function declarationProblem(
  type: DeclaredEventType,
): string | undefined {
  const { action, severity, category = 'any' } = type;
  if (typeof action !== 'string' || !ACTION.test(action)) {
    return 'an action is an event id and after a dot the kind of action, in small letters and hyphens, such as report.publish';
  }
  for (const [name, most] of Object.entries(LENGTHS)) {
    const text = type[name as keyof typeof LENGTHS];
    if (typeof text !== 'string' || !text.trim() || text.length > most) {
      return `it needs a ${name} of at most ${most} characters`;
    }
  }
  if (severity !== undefined && !SEVERITIES.includes(severity)) {
    return `severity takes one of ${SEVERITIES.join(', ')}`;
  }
  return typeof category === 'string' && /^.{1,100}$/.test(category)
    ? undefined
    : 'category takes a text of at most 100 characters';
}
