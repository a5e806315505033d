// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';

/**
 * Takes audit events. The way to the ledger is a chain of sinks, each of which does one thing and hands on.
 *
 * `append` MUST either resolve, once the events are as safe as this sink promises (its own documentation says how safe
 * that is), or reject, in which case the caller may append the same events again: a sink MUST take an event it has
 * already taken, known by its id, as done. A sink MUST keep the order in which events were handed to it, MUST NOT change
 * an event object it was given, and MUST NOT throw synchronously. Events MUST be JSON, and whoever hands them over MUST NOT change
 * them after that: they are kept as they are, and not copied, where nothing in them is to be taken out or cut.
 *
 * @public
 */
export interface AuditEventSink {
  append(events: readonly NewAuditEvent[]): Promise<void>;
}
