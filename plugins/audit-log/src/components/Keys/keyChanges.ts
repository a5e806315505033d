// SPDX-License-Identifier: Apache-2.0
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import type { ChangedField } from '../dialogs/ConflictNotice';
import { formatTime } from '../labels/formatTime';
import { projectWords } from './projectWords';

/** What is different between two versions of a key. */
export function keyChanges(
  before: IngestionKey,
  now: IngestionKey,
): readonly ChangedField[] {
  const old = inWords(before);
  return inWords(now)
    .map(([title, words], index) => ({
      title,
      before: old[index][1],
      now: words,
    }))
    .filter(field => field.before !== field.now);
}

function inWords(key: IngestionKey): readonly (readonly [string, string])[] {
  const { name, sources, projects, mayNamePeople, expiresAt } = key;
  return [
    ['Name', name],
    ['Sources', sources.join(', ')],
    ['Projects', projectWords(projects)],
    ['May name people', mayNamePeople ? 'Yes' : 'No'],
    ['Requests per minute', key.requestsPerMinute.toLocaleString()],
    ['Expires', expiresAt ? formatTime.minute(expiresAt) : 'Never'],
    ['Revoked', key.revokedAt ? formatTime.minute(key.revokedAt) : 'No'],
    ['Token', rotated(key)],
  ];
}

function rotated({ rotation }: IngestionKey): string {
  return rotation
    ? `rotated ${formatTime.minute(rotation.at)}`
    : 'never rotated';
}
