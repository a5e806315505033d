// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { inGroups } from './inGroups';
import { inParallel } from './inParallel';

/** Appends events as a backend under load does: calls of a size, so many at a time. Gives the seconds it took. */
export async function appendToLedger(
  sink: AuditEventSink,
  events: readonly NewAuditEvent[],
  options: { readonly callSize: number; readonly callsAtOnce: number },
): Promise<number> {
  const begun = performance.now();
  await inParallel(
    options.callsAtOnce,
    inGroups(events, options.callSize),
    call => sink.append(call),
  );
  return (performance.now() - begun) / 1000;
}
