// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { type DraftEvent, eventOfDraft } from '../reading/DraftEvent';
import type { Claims } from './Claims';

const ASK_AGAIN_MS = 50;

/** What is on record of an event. */
export interface Recorded {
  readonly eventId: string;
  /** False when it was recorded before, or by somebody else at the same time. */
  readonly isNew: boolean;
}

/**
 * Records events, known by their keys, each once. An event that somebody else has in hand is waited for; those that are
 * not on record after that time are absent from the answer. Rejects when it is not known what is on record.
 */
export async function recordOnce(
  drafts: ReadonlyMap<string, DraftEvent>,
  options: {
    readonly claims: Claims;
    readonly sink: AuditEventSink;
    readonly waitForOthersMs: number;
  },
): Promise<ReadonlyMap<string, Recorded>> {
  const { claims, sink, waitForOthersMs } = options;
  const recorded = new Map<string, Recorded>();
  const left = new Map(drafts);
  const done = (key: string, eventId: string, isNew: boolean) => {
    recorded.set(key, { eventId, isNew });
    left.delete(key);
  };
  const deadline = performance.now() + waitForOthersMs;

  while (left.size > 0) {
    // Before looking for what is known: nearly all events are new.
    const claimed = await claims.claim([...left.keys()]);
    if (claimed.length > 0) {
      const events = claimed.map(({ key, eventId }) =>
        eventOfDraft(left.get(key)!, eventId),
      );
      await claims.append(claimed, () => sink.append(events));
      claimed.forEach(({ key, eventId }) => done(key, eventId, true));
    }
    const known = await claims.find([...left.keys()]);
    for (const { key, eventId, confirmed } of known.values()) {
      if (confirmed) {
        done(key, eventId, false);
      }
    }
    if (left.size > 0) {
      if (performance.now() >= deadline) {
        break;
      }
      await sleep(ASK_AGAIN_MS);
    }
  }
  return recorded;
}
