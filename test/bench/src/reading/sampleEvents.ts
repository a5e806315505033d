// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { ReadLedger } from './ReadLedger';

/**
 * Events from all over a ledger, evenly spread over its time: what is searched for is theirs, so that what is frequent is
 * searched for often.
 */
export async function sampleEvents(
  ledger: ReadLedger,
  count: number,
): Promise<readonly AuditEvent[]> {
  const { from, to } = ledger.seeded;
  const samples: AuditEvent[] = [];
  for (let index = 0; index < count; index++) {
    const time = from + ((index + 1) * (to - from)) / (count + 1);
    const { items } = await ledger.page(ledger.search({ to: time }));
    samples.push(items[0]);
  }
  return samples;
}
