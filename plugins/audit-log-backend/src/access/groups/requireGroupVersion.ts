// SPDX-License-Identifier: Apache-2.0
import { changedSince } from '../changedSince';
import type { LocalGroup } from '../model/facts';
import { readGroupVersion } from '../operations/readGroupVersion';
import type { AccessTransaction } from '../store/AccessTransaction';
import { groupDetails } from './groupDetails';
import type { GroupFields } from './readGroup';

/** Throws a PreconditionFailedError when a local group is in another version than its change starts from. */
export async function requireGroupVersion(
  transaction: AccessTransaction,
  group: LocalGroup,
  version: number,
): Promise<void> {
  if (group.version === version) {
    return;
  }
  const { model } = transaction;
  const then = await readGroupVersion(transaction, group.ref, version);
  throw changedSince(model, {
    what: `The group ${group.title}`,
    origin: group.origin,
    differences: then
      ? differences(then, group)
      : [`it never was in version ${version}`],
    current: groupDetails(model, group),
  });
}

function differences(then: GroupFields, now: GroupFields): readonly string[] {
  return [
    ...(then.title === now.title ? [] : [`its name was ${then.title}`]),
    ...(then.description === now.description
      ? []
      : ['it has another description']),
  ];
}
