// SPDX-License-Identifier: Apache-2.0
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { claimDemonstration } from './claimDemonstration';
import { createActivity } from './createActivity';

const BATCH = 200;

/**
 * Writes a month of activity, unless this database has had one. Stops between two batches when it is told to.
 *
 * @returns the number of events written
 */
export async function writeDemonstration(options: {
  readonly knex: Knex;
  readonly sink: AuditEventSink;
  readonly signal: AbortSignal;
}): Promise<number> {
  const { knex, sink, signal } = options;
  if (!(await claimDemonstration(knex))) {
    return 0;
  }
  const events = createActivity(new Date());
  let written = 0;
  while (written < events.length && !signal.aborted) {
    const batch = events.slice(written, written + BATCH);
    await sink.append(batch);
    written += batch.length;
  }
  return written;
}
