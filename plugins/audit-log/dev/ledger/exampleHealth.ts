// SPDX-License-Identifier: Apache-2.0
import type { Health } from 'backstage-plugin-audit-log-common';

/** Of a portal where all is well. */
export function exampleHealth(now: string): Health {
  return {
    recording: {
      waiting: 3,
      oldestWaitingAt: now,
      journalBytes: 12_288,
      journalMaxBytes: 268_435_456,
      journalDirectory: '/var/lib/portal/audit-log-journal',
      isJournalWorking: true,
      committedAt: now,
      commitMilliseconds: { p50: 3.2, p99: 11.8 },
      dropped: 0,
      refused: 0,
    },
    sealing: { behind: 0, sealedAt: now, milliseconds: 4 },
    problems: [],
  };
}
