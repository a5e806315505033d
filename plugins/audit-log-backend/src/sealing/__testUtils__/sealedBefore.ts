// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import { sealedLedger, type SealedLedger } from './sealedLedger';

/** How many events a ledger has that was `sealedBefore`. */
export const SIZE = 600;

export const events = (count: number) =>
  Array.from({ length: count }, () => auditEvent());

/** A ledger that a process has sealed, which is still running. `sealing` is what is set below auditLog.sealing. */
export async function sealedBefore(
  knex: Knex,
  sealing: JsonObject = {},
): Promise<SealedLedger> {
  const ledger = await sealedLedger(knex, { sealing });
  await ledger.sink.append(events(SIZE));
  await ledger.sealed(SIZE);
  return ledger;
}

/** A process that finds the ledger as it is; gives it, and what it says once it has looked. */
export async function nextProcess(knex: Knex, sealing: JsonObject = {}) {
  const logger = mockServices.logger.mock();
  const ledger = await sealedLedger(knex, { sealing, logger });
  const refusal = async () => {
    const { problems } = await eventually(
      () => ledger.status.read(),
      ({ problems: found }) => found.some(({ code }) => code !== 'behind'),
    );
    return problems.find(({ code }) => code !== 'behind')!;
  };
  return { ledger, refusal, logger };
}
