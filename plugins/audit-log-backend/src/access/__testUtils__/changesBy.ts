// SPDX-License-Identifier: Apache-2.0
import type {
  GroupInput,
  MappingLevel,
  RoleInput,
} from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import { assignRoles } from '../assignments/assignRoles';
import { unassignRole } from '../assignments/unassignRole';
import { type Granter, granterByRoles } from '../Granter';
import { addGroupMembers } from '../groups/addGroupMembers';
import { createGroup } from '../groups/createGroup';
import { deleteGroup } from '../groups/deleteGroup';
import { removeGroupMember } from '../groups/removeGroupMember';
import { updateGroup } from '../groups/updateGroup';
import { createRole } from '../roles/createRole';
import { deleteRole } from '../roles/deleteRole';
import { updateRole } from '../roles/updateRole';
import type { AccessStore } from '../store/AccessStore';
import type { AccessTransaction } from '../store/AccessTransaction';

export const ORGANIZATION: MappingLevel = { kind: 'organization' };
export const forProject = (project: string): MappingLevel => ({
  kind: 'project',
  project,
});

/** What a person of the default namespace can change, within what stored roles let them. */
export function changesBy(store: AccessStore, name: string) {
  const granter = granterByRoles({
    userEntityRef: `user:default/${name}`,
    ownershipEntityRefs: [],
  });
  const change = <T>(
    work: (
      transaction: AccessTransaction,
      by: Granter,
    ) => Promise<AccessChange<T>>,
  ) =>
    store.change({ by: granter.ref }, transaction =>
      work(transaction, granter),
    );
  return {
    granter,
    createRole: (input: RoleInput) =>
      change((transaction, by) => createRole(transaction, by, input)),
    updateRole: (id: string, version: number, input: RoleInput) =>
      change((transaction, by) =>
        updateRole(transaction, by, { id, version, input }),
      ),
    deleteRole: (id: string, version: number, unassign: boolean = false) =>
      change((transaction, by) =>
        deleteRole(transaction, by, { id, version, unassign }),
      ),
    assign: (
      roles: readonly string[],
      subjects: readonly string[],
      level: MappingLevel = ORGANIZATION,
    ) =>
      change((transaction, by) =>
        assignRoles(transaction, by, { roles, subjects, level }),
      ),
    unassign: (id: string) =>
      change((transaction, by) => unassignRole(transaction, by, id)),
    createGroup: (input: GroupInput) =>
      change(transaction => createGroup(transaction, input)),
    updateGroup: (ref: string, version: number, input: GroupInput) =>
      change(transaction => updateGroup(transaction, { ref, version, input })),
    deleteGroup: (ref: string, version: number) =>
      change((transaction, by) =>
        deleteGroup(transaction, by, { ref, version }),
      ),
    addMembers: (ref: string, members: readonly string[]) =>
      change((transaction, by) =>
        addGroupMembers(transaction, by, { ref, members }),
      ),
    removeMember: (ref: string, member: string) =>
      change((transaction, by) =>
        removeGroupMember(transaction, by, { ref, member }),
      ),
  };
}
