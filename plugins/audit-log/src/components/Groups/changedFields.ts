// SPDX-License-Identifier: Apache-2.0
import type { GroupInput } from 'backstage-plugin-audit-log-common';
import type { ChangedField } from '../dialogs/ConflictNotice';

/** What somebody else changed of a group between two versions of it. */
export function changedFields(
  before: GroupInput,
  now: GroupInput,
): readonly ChangedField[] {
  const fields = [
    { title: 'Name', before: before.name, now: now.name },
    {
      title: 'Description',
      before: before.description ?? '',
      now: now.description ?? '',
    },
  ];
  return fields.filter(field => field.before !== field.now);
}
