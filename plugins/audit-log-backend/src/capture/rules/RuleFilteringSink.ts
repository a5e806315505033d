// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import type { RecordingRule } from './RecordingRule';

/** Hands on the events that are to be kept, and forgets the others. */
export class RuleFilteringSink implements AuditEventSink {
  readonly #rules: readonly RecordingRule[];
  readonly #next: AuditEventSink;

  private constructor(rules: readonly RecordingRule[], next: AuditEventSink) {
    this.#rules = rules;
    this.#next = next;
  }

  static create(options: {
    readonly rules: readonly RecordingRule[];
    readonly next: AuditEventSink;
  }): RuleFilteringSink {
    return new RuleFilteringSink(options.rules, options.next);
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    const kept = events.filter(event => this.#isKept(event));
    if (kept.length > 0) {
      await this.#next.append(kept);
    }
  }

  #isKept(event: NewAuditEvent): boolean {
    // Whoever reads the log leaves a trace in it; no rule can take that away.
    if (event.plugin === 'audit-log') {
      return true;
    }
    // Looking up the names for an event is reported by the catalog: kept, each event would cause another one.
    if (event.actor.ref === 'plugin:audit-log' && isRoutineRead(event)) {
      return false;
    }
    const rule = this.#rules.find(({ matches }) => matches(event));
    return rule ? rule.effect === 'record' : !isRoutineRead(event);
  }
}

/** A read of low severity that was allowed: most of what happens in a portal, and none of it worth a look. */
function isRoutineRead(event: NewAuditEvent): boolean {
  return (
    event.severity === 'low' &&
    event.outcome !== 'denied' &&
    describeAction(event.action).read
  );
}
