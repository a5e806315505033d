// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { eventually } from '../../__testUtils__/eventually';
import { EventTypeRegistry } from '../../eventTypes/EventTypeRegistry';
import { Ledger } from '../../ledger/Ledger';
import { createSealing } from '../createSealing';

export const ORIGIN = 'portal.example.com/audit-log';

export const newKey = () => SigningKey.generate(ORIGIN);
const KEY = newKey();

export type SealedLedger = Awaited<ReturnType<typeof sealedLedger>>;

const open = new Set<{ stop(): Promise<void> }>();

/** What `auditLog.sealing` has in tests: a key, unless others are given. */
export const sealingConfig = (sealing: JsonObject = {}): JsonObject => ({
  auditLog: {
    sealing: {
      origin: ORIGIN,
      keys: [{ privateKey: KEY.toPem() }],
      ...sealing,
    },
  },
});

/** A ledger that is sealed as in a backend, started; it is stopped by `stopSealedLedgers`. */
export async function sealedLedger(
  knex: Knex,
  options: {
    /** Below auditLog.sealing. */
    readonly sealing?: JsonObject;
    readonly registry?: EventTypeRegistry;
    readonly logger?: LoggerService;
  } = {},
) {
  const { sealing: settings, registry = new EventTypeRegistry() } = options;
  const logger = options.logger ?? mockServices.logger.mock();
  const sealing = await createSealing({
    config: mockServices.rootConfig({ data: sealingConfig(settings) }),
    knex,
    logger,
    registry,
  });
  const ledger = await Ledger.create({
    database: mockServices.database({ knex }),
    logger,
    sealing: sealing.ofLedger,
  });
  ledger.start();
  sealing.start();
  const running = {
    ...sealing,
    sink: ledger.sink,
    async stop() {
      open.delete(running);
      await ledger.stop();
      await sealing.stop();
    },
    /** The checkpoint of that many events, once it is there. */
    sealed: async (size: number) =>
      (await eventually(
        () => sealing.checkpoints.latest(),
        checkpoint => checkpoint?.size === size,
      ))!,
  };
  open.add(running);
  return running;
}

/** For `afterEach`: before the databases of the tests go away. */
export async function stopSealedLedgers(): Promise<void> {
  await Promise.all(Array.from(open, running => running.stop()));
}
