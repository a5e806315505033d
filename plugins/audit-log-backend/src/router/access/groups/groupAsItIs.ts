// SPDX-License-Identifier: Apache-2.0
import { groupRecord } from '../../../access/groups/readGroup';
import type { AccessModel } from '../../../access/model/AccessModel';

/** What of a group goes on record when a change of it is refused. */
export function groupAsItIs(model: AccessModel, ref: string) {
  const group = model.localGroups.get(ref) ?? model.directory.groups.get(ref);
  return {
    groupRef: ref,
    ...(group && { groupName: group.title, before: groupRecord(group) }),
  };
}
