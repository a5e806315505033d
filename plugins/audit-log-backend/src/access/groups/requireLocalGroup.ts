// SPDX-License-Identifier: Apache-2.0
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { AccessModel } from '../model/AccessModel';
import type { CatalogGroup, LocalGroup } from '../model/facts';
import { asKept } from '../references';

/** The group with a reference, of the catalog or a local one. Throws a NotFoundError when there is none. */
export function requireGroup(
  model: AccessModel,
  given: string,
): CatalogGroup | LocalGroup {
  const ref = asKept(given);
  const group = model.localGroups.get(ref) ?? model.directory.groups.get(ref);
  if (!group) {
    throw new NotFoundError(
      `There is no group ${given}, or it has been deleted; load the list of groups again`,
    );
  }
  return group;
}

/** The same for a group that can be changed here. */
export function requireLocalGroup(
  model: AccessModel,
  given: string,
): LocalGroup {
  const { ref, title } = requireGroup(model, given);
  const group = model.localGroups.get(ref);
  if (!group) {
    throw new ConflictError(
      `The group ${title} comes from the catalog; change its name and its members where the catalog has them from, such as the file or directory that ${ref} is read from. Roles can be given to it here`,
    );
  }
  return group;
}
