// SPDX-License-Identifier: Apache-2.0
import { changedFields } from '../dialogs/changedFields';
import type { ChangedField } from '../dialogs/ConflictNotice';
import type { RoleDraft } from './RoleDraft';

/** What is different between two versions of a role. */
export function roleChanges(
  before: RoleDraft,
  now: RoleDraft,
  titleOf: (permission: string) => string,
): readonly ChangedField[] {
  const words = (held: readonly string[], not: readonly string[]) =>
    held
      .filter(name => !not.includes(name))
      .map(titleOf)
      .join(', ');
  return changedFields(before, now, [
    {
      title: 'Permissions added',
      before: '',
      now: words(now.permissions, before.permissions),
    },
    {
      title: 'Permissions taken away',
      before: words(before.permissions, now.permissions),
      now: '',
    },
  ]);
}
