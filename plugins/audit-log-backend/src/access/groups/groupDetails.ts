// SPDX-License-Identifier: Apache-2.0
import type { Group, GroupDetails } from 'backstage-plugin-audit-log-common';
import { type AccessModel, isGroup } from '../model/AccessModel';
import type { CatalogGroup, LocalGroup } from '../model/facts';
import { assignmentViews, rolesAtLevels } from '../views/assignmentView';
import { referenceOf } from '../views/referenceOf';

/** A group as the API has it in lists; it takes as long as the group has members. */
export function groupView(
  model: AccessModel,
  { ref, title, description }: CatalogGroup | LocalGroup,
): Group {
  const local = model.localGroups.get(ref);
  const [parent] = model.above(ref);
  return {
    ref,
    title,
    description,
    source: local ? 'local' : 'catalog',
    ...(parent && { parent: referenceOf(model, parent.group) }),
    memberCount: model.memberCount(ref),
    roles: rolesAtLevels(model, model.assignmentsOfSubject(ref)),
    ...(local && { version: local.version }),
  };
}

/** A group with its roles and those that it inherits, as the API has it. */
export function groupDetails(
  model: AccessModel,
  group: CatalogGroup | LocalGroup,
): GroupDetails {
  const inherited = model
    .chains(group.ref)
    .flatMap(({ via }) => model.assignmentsOfSubject(via[via.length - 1]));
  return {
    ...groupView(model, group),
    assignments: assignmentViews(model, model.assignmentsOfSubject(group.ref)),
    inherited: assignmentViews(model, inherited),
    children: model
      .below(group.ref)
      .filter(({ child }) => isGroup(child))
      .map(({ child }) => referenceOf(model, child)),
  };
}
