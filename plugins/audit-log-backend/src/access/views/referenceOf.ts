// SPDX-License-Identifier: Apache-2.0
import type { Reference } from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';

/** A person, group or role with the name to show, where one is known. */
export function referenceOf(model: AccessModel, ref: string): Reference {
  const title = titleOf(model, ref);
  return title ? { ref, title } : { ref };
}

/** The same for a role by its id. */
export function roleReferenceOf(model: AccessModel, id: string): Reference {
  return referenceOf(model, `role:${id}`);
}

function titleOf(model: AccessModel, ref: string): string | undefined {
  if (ref.startsWith('role:')) {
    return model.roles.get(ref.slice('role:'.length))?.name;
  }
  const { people, groups } = model.directory;
  return (people.get(ref) ?? groups.get(ref) ?? model.localGroups.get(ref))
    ?.title;
}
