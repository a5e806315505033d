// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from 'backstage-plugin-audit-log-common';

/** Whether the time is over for which the events of a file were restored: they leave the database with the next run. */
export function isOver({ restoredUntil }: ArchiveFile): boolean {
  return restoredUntil !== undefined && Date.parse(restoredUntil) <= Date.now();
}
