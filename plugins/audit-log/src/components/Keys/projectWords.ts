// SPDX-License-Identifier: Apache-2.0
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { shortReference } from '../labels/reference';

/** What projects a key may name, in words. */
export function projectWords(projects: IngestionKey['projects']): string {
  if (projects === 'any') {
    return 'Any';
  }
  return projects.map(shortReference).join(', ') || 'None';
}
