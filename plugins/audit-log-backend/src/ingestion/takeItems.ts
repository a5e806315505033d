// SPDX-License-Identifier: Apache-2.0
import type { ReportResult } from 'backstage-plugin-audit-log-common';
import type {
  AuditEventSink,
  Limits,
  SecretKeys,
} from 'backstage-plugin-audit-log-node';
import { busy } from './BusyError';
import type { Claims } from './claims/Claims';
import { receivedKey } from './claims/receivedKey';
import { recordOnce } from './claims/recordOnce';
import type { Emitter } from './Emitter';
import type { Quarantine } from './quarantine/Quarantine';
import type { QuarantinedItem } from './quarantine/QuarantinedItem';
import { quarantinedItemOf } from './quarantine/quarantinedItemOf';
import type { DraftEvent } from './reading/DraftEvent';
import type { ReadItem } from './reading/readItem';

export interface TakingOptions {
  readonly claims: Claims;
  readonly quarantine: Quarantine;
  /** What an emitter's events are appended to: it resolves when they are committed. */
  readonly sinkFor: (emitter: Emitter) => AuditEventSink;
  readonly limits: Limits;
  readonly secretKeys: SecretKeys;
}

type Keys = readonly (string | undefined)[];

/**
 * Records what can be recorded, each event once, and keeps the rest in quarantine. A result for each item, in their order.
 * Of several that are the same event the first counts.
 */
export async function takeItems(
  items: readonly ReadItem[],
  emitter: Emitter,
  options: TakingOptions & { readonly waitForOthersMs: number },
): Promise<ReportResult[]> {
  const keys = items.map(({ received }) => received && receivedKey(received));
  const quarantined = await quarantine(items, keys, emitter, options);

  const drafts = new Map<string, DraftEvent>();
  items.forEach(({ draft }, index) => {
    const key = keys[index];
    if (draft.ok && key !== undefined && !drafts.has(key)) {
      drafts.set(key, draft.value);
    }
  });
  const recorded = await recordOnce(drafts, {
    ...options,
    sink: options.sinkFor(emitter),
  });

  const told = new Set<string>();
  return items.map(({ sourceId: id }, index) => {
    const result = quarantined.get(index);
    if (result) {
      return result;
    }
    const key = keys[index]!;
    const { eventId, isNew } = recorded.get(key) ?? {};
    if (eventId === undefined) {
      throw busy('Some of the events are being recorded by another request');
    }
    const isFirst = !told.has(key);
    told.add(key);
    return {
      id,
      status: isNew && isFirst ? 'accepted' : 'duplicate',
      eventId,
    };
  });
}

/** Keeps what cannot be recorded, but for what is on record already. Results by the places of the items. */
async function quarantine(
  items: readonly ReadItem[],
  keys: Keys,
  emitter: Emitter,
  options: TakingOptions,
): Promise<ReadonlyMap<number, ReportResult>> {
  const rejected = [...items.entries()].flatMap(([index, item]) =>
    item.draft.ok ? [] : [{ index, item, ...item.draft }],
  );
  const known = await options.claims.find([
    ...new Set(rejected.flatMap(({ index }) => keys[index] ?? [])),
  ]);
  const results = new Map<number, ReportResult>();
  const kept: QuarantinedItem[] = [];
  for (const { index, item, rejection } of rejected) {
    const id = item.sourceId !== undefined && { id: item.sourceId };
    const before = known.get(keys[index] ?? '');
    if (before?.confirmed) {
      const { eventId } = before;
      results.set(index, { ...id, status: 'duplicate', eventId });
      continue;
    }
    const one = quarantinedItemOf(item, rejection, emitter, options);
    kept.push(one);
    results.set(index, {
      ...id,
      status: 'quarantined',
      quarantineId: one.id,
      reason: one.reason,
      message: one.message,
    });
  }
  await options.quarantine.keep(kept);
  return results;
}
