// SPDX-License-Identifier: Apache-2.0
import type {
  EventType,
  NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { handOn } from '../handOn';
import type { RecordingRule } from './RecordingRule';

export interface RuleFilteringSinkOptions {
  readonly rules: readonly RecordingRule[];
  /** Says which actions only read. */
  readonly eventTypes: { describe(action: string): EventType };
  readonly next: AuditEventSink;
}

/** Hands on the events that are to be kept, and forgets the others. */
export class RuleFilteringSink implements AuditEventSink {
  readonly #options: RuleFilteringSinkOptions;

  private constructor(options: RuleFilteringSinkOptions) {
    this.#options = options;
  }

  static create(options: RuleFilteringSinkOptions): RuleFilteringSink {
    return new RuleFilteringSink(options);
  }

  append(events: readonly NewAuditEvent[]): Promise<void> {
    return handOn(this.#options.next, () =>
      events.filter(event => this.#isKept(event)),
    );
  }

  #isKept(event: NewAuditEvent): boolean {
    // Whoever reads the log leaves a trace in it; no rule can take that away.
    if (event.plugin === 'audit-log') {
      return true;
    }
    // Looking up the names for an event is reported by the catalog: kept, each event would cause another one.
    if (event.actor.ref === 'plugin:audit-log' && this.#isRoutineRead(event)) {
      return false;
    }
    const rule = this.#options.rules.find(({ matches }) => matches(event));
    return rule ? rule.effect === 'record' : !this.#isRoutineRead(event);
  }

  /** A read of low severity that was allowed: most of what happens in a portal, and none of it worth a look. */
  #isRoutineRead(event: NewAuditEvent): boolean {
    return (
      event.severity === 'low' &&
      event.outcome !== 'denied' &&
      this.#options.eventTypes.describe(event.action).read
    );
  }
}
