// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { patternTest } from './patternTest';
import { type Matcher, MATCHERS, type RecordingRule } from './RecordingRule';

/** The values of each matcher, alternatives of one another; `*` in one stands for any text. */
export type Matchers = { readonly [matcher in Matcher]?: readonly string[] };

export function compileRule(
  effect: RecordingRule['effect'],
  matchers: Matchers,
): RecordingRule {
  const tests = MATCHERS.flatMap(matcher => {
    const values = matchers[matcher];
    return values === undefined
      ? []
      : [{ matcher, isLike: patternTest(values) }];
  });
  return {
    effect,
    matches: event =>
      tests.every(({ matcher, isLike }) => isLike(valueOf(event, matcher))),
  };
}

function valueOf(event: NewAuditEvent, matcher: Matcher): string {
  return matcher === 'actorType' ? event.actor.type : event[matcher];
}
