// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import { auditEvent, uuidAt } from '../../../../__testUtils__/auditEvent';
import { dialectOf } from '../../../../database/dialect';
import { Erasures } from '../../../../erasure/Erasures';
import type { AgingLedger } from '../../__testUtils__/agingLedger';
import type { ArchiveErasure } from '../../ArchiveErasure';

export const JANE = 'user:default/jane';

/** Erasures of a ledger and its archive, as a backend does them, but for how long it waits. MUST be stopped. */
export function erasuresOf(
  aging: AgingLedger,
  options: {
    readonly archive?: ArchiveErasure;
    /** Milliseconds after which it takes over what others have begun; a minute by default. */
    readonly silence?: number;
  } = {},
) {
  const { knex } = aging;
  const recorded: AuditRecord[] = [];
  const erasures = Erasures.create({
    knex,
    dialect: dialectOf(knex),
    logger: mockServices.logger.mock(),
    auditLog: { record: async record => void recorded.push(record) },
    isSealing: true,
    lateMs: 20,
    // What is recorded is kept here, and never in the ledger.
    recordedWithinMs: 0,
    personalOf: () => [],
    archive: options.archive ?? aging.erasure,
    archiveRetryMs: 50,
    times: {
      claim: 50,
      beat: 50,
      silence: options.silence ?? 60_000,
      retry: 50,
    },
  });
  /** Begins one, which is on record. */
  const begin = async (person = JANE) => {
    const id = uuidAt();
    await erasures.begin({
      id,
      person,
      reason: 'Ticket 7',
      startedBy: 'user:default/boss',
    });
    await aging.append([
      auditEvent({
        operationId: id,
        plugin: 'audit-log',
        event: 'erasure',
        action: 'audit-log.erasure.begin',
        category: 'Access',
        actor: { type: 'user', ref: 'user:default/boss' },
      }),
    ]);
    return id;
  };
  return {
    erasures,
    recorded,
    begin,
    /** To its end; gives it as it is then. */
    async erase(person = JANE) {
      const id = await begin(person);
      await erasures.done(id);
      return erasures.get(id);
    },
  };
}

/** The names of files in the archive, in order. */
export async function namesIn(
  store: Pick<AgingLedger['store'], 'list'>,
): Promise<string[]> {
  const names: string[] = [];
  for await (const name of store.list('')) {
    names.push(name);
  }
  return names.sort();
}
