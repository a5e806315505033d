// SPDX-License-Identifier: Apache-2.0
import type { Named } from '../access/NameFields';
import type { ChangedField } from './ConflictNotice';

/** What is different between two versions of a role or group, with what more there is to compare. */
export function changedFields(
  before: Named,
  now: Named,
  others: readonly ChangedField[] = [],
): readonly ChangedField[] {
  const fields = [
    { title: 'Name', before: before.name, now: now.name },
    {
      title: 'Description',
      before: before.description,
      now: now.description,
    },
    ...others,
  ];
  return fields.filter(field => field.before !== field.now);
}
