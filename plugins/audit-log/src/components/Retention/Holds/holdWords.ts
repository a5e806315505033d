// SPDX-License-Identifier: Apache-2.0
import type { Hold } from 'backstage-plugin-audit-log-common';
import { formatTime } from '../../labels/formatTime';

/** Which time a hold is about; undefined for all. */
export function holdTimeWords({
  from,
  to,
}: Pick<Hold, 'from' | 'to'>): string | undefined {
  if (from && to) {
    return `From ${formatTime.minute(from)} to ${formatTime.minute(to)}`;
  }
  if (from) {
    return `Since ${formatTime.minute(from)}`;
  }
  return to ? `Until ${formatTime.minute(to)}` : undefined;
}
