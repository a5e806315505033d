// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import { createCatalogWatch } from '../createCatalogWatch';
import type { CatalogSettings } from '../readSettings';

export const JANE = { type: 'user', ref: 'user:default/jane' } as const;
const SETTINGS: CatalogSettings = {
  settleMs: 30_000,
  settleRebuildMs: 15 * 60_000,
  versionNaming: false,
};

/** An audit log that records an id once, as the real one does, and can be away. */
export function testAuditLog() {
  const byId = new Map<string, AuditRecord>();
  const auditLog = {
    isAway: false,
    commits: 0,
    commit: async (records: readonly AuditRecord[]) => {
      if (auditLog.isAway) {
        throw new Error('The audit log is away');
      }
      auditLog.commits += 1;
      for (const record of records) {
        if (!byId.has(record.id!)) {
          byId.set(record.id!, record);
        }
      }
    },
    get records() {
      return [...byId.values()];
    },
    /** What was recorded, each as its action and main target. */
    get told() {
      return [...byId.values()].map(({ action, targets = [] }) => {
        const [target] = targets;
        return [action, typeof target === 'string' ? target : target?.ref]
          .filter(Boolean)
          .join(' ');
      });
    },
    forget() {
      byId.clear();
    },
  };
  return auditLog;
}

/** A replica that watches, with a clock that the test sets. */
export function testWatch(
  knex: Knex,
  options: {
    readonly auditLog?: ReturnType<typeof testAuditLog>;
    readonly clock?: { now: number };
    readonly logger?: ReturnType<typeof mockServices.logger.mock>;
  } = {},
) {
  const auditLog = options.auditLog ?? testAuditLog();
  const clock = options.clock ?? { now: Date.UTC(2026, 0, 1) };
  const logger = options.logger ?? mockServices.logger.mock();
  const watch = createCatalogWatch({
    knex,
    logger,
    settings: SETTINGS,
    commit: records => auditLog.commit(records),
    now: () => clock.now,
  });
  const { signal } = new AbortController();

  const look = async (laterMs = 10_000) => {
    clock.now += laterMs;
    await watch.look(signal);
  };
  const lookAndDeliver = async (laterMs?: number) => {
    await look(laterMs);
    await watch.deliver(signal);
  };
  return {
    watch,
    auditLog,
    clock,
    logger,
    look,
    lookAndDeliver,
    deliver: () => watch.deliver(signal),
    /** Two looks at a catalog at rest, after which changes are reported; the baseline is forgotten. */
    async settle() {
      await lookAndDeliver();
      await lookAndDeliver();
      auditLog.forget();
    },
    /** An operation of the catalog's API, from its beginning to its end. */
    async operation(
      action: string,
      meta: NewAuditEvent['meta'],
      act: () => Promise<unknown> = async () => {},
      event: Partial<NewAuditEvent> = {},
    ) {
      const operationId = uuidv7();
      const [plugin, name] = action.split('.');
      const targets =
        typeof meta.id === 'string' ? [{ ref: `location-id:${meta.id}` }] : [];
      await watch.observer.begin?.({
        operationId,
        plugin,
        event: name,
        action,
        targets,
        meta: meta as any,
      });
      await act();
      watch.observer.ended?.({
        operationId,
        plugin,
        event: name,
        action,
        outcome: 'succeeded',
        actor: JANE,
        meta,
        ...event,
      } as NewAuditEvent);
      await watch.written();
      return operationId;
    },
  };
}
