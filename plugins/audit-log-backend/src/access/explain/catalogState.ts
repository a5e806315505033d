// SPDX-License-Identifier: Apache-2.0
import type { OwnAccess } from 'backstage-plugin-audit-log-common';
import type { AccessState } from '../operations/readState';

/** Ten times as long as reading may take: then nobody reads it any more. */
const SILENCE_MS = 100 * 60_000;

/** How far what the catalog says is known, as the API has it. Why it is not, is for those who see access. */
export function catalogState(
  { syncedAt, failedAt, failure }: AccessState,
  { now, withReason }: { readonly now: number; readonly withReason: boolean },
): OwnAccess['catalog'] {
  const read = syncedAt !== undefined && {
    syncedAt: new Date(syncedAt).toISOString(),
  };
  if (failedAt !== undefined) {
    return {
      state: 'stale',
      ...read,
      ...(withReason && failure !== undefined && { reason: failure }),
    };
  }
  if (syncedAt === undefined) {
    return { state: 'starting' };
  }
  return { state: now - syncedAt > SILENCE_MS ? 'stale' : 'current', ...read };
}
