// SPDX-License-Identifier: Apache-2.0
import type { OwnAccess } from 'backstage-plugin-audit-log-common';
import type { AccessControlApi } from '../src/accessApi';
import { exampleOrganization } from './access/exampleOrganization';
import { InMemoryGroups } from './access/InMemoryGroups';
import { InMemoryInvitations } from './access/InMemoryInvitations';
import { InMemoryKeys } from './access/InMemoryKeys';
import { InMemoryMembers } from './access/InMemoryMembers';
import { InMemoryRoles } from './access/InMemoryRoles';
import type { Organization } from './access/Organization';

export interface InMemoryAccessControlOptions {
  /** Who asks; user:default/ada by default, an administrator. */
  readonly me?: string;
  /** Administrators by the configuration; Ada by default. */
  readonly administrators?: readonly string[];
  /** Whether a mail server is set; false by default, so that links are shown. */
  readonly mail?: boolean;
  readonly catalog?: OwnAccess['catalog'];
  readonly authorization?: OwnAccess['authorization'];
  /** Plugins that could not be asked for their permissions. */
  readonly unavailable?: readonly { plugin: string; reason: string }[];
}

/**
 * Access control over an example organization that lies in the page's memory, for working on the pages without a
 * backend. It refuses what the server refuses, with messages in the server's form.
 */
export class InMemoryAccessControl {
  static create(
    options: InMemoryAccessControlOptions = {},
  ): AccessControlApi & {
    /** What it holds, for looking at in a test. */
    readonly organization: Organization;
  } {
    const organization = exampleOrganization(options);
    const roles = InMemoryRoles.create(organization);
    const groups = InMemoryGroups.create(organization);
    const members = InMemoryMembers.create(organization);
    const invitations = InMemoryInvitations.create(organization);
    const keys = InMemoryKeys.create(organization);
    return {
      organization,
      getOwnAccess: () => members.getOwnAccess(),
      explain: question => members.explain(question),
      listPermissions: () => roles.listPermissions(),
      listRoles: search => roles.listRoles(search),
      getRole: id => roles.getRole(id),
      createRole: role => roles.createRole(role),
      updateRole: (id, version, role) => roles.updateRole(id, version, role),
      deleteRole: (id, version, how) => roles.deleteRole(id, version, how),
      assignRoles: request => roles.assignRoles(request),
      unassignRole: id => roles.unassignRole(id),
      listGroups: search => groups.listGroups(search),
      getGroup: ref => groups.getGroup(ref),
      listGroupMembers: (ref, search) => groups.listGroupMembers(ref, search),
      createGroup: group => groups.createGroup(group),
      updateGroup: (ref, version, group) =>
        groups.updateGroup(ref, version, group),
      deleteGroup: (ref, version) => groups.deleteGroup(ref, version),
      addGroupMembers: (ref, added) => groups.addGroupMembers(ref, added),
      removeGroupMember: (ref, member) => groups.removeGroupMember(ref, member),
      listMembers: search => members.listMembers(search),
      getMember: ref => members.getMember(ref),
      listInvitations: search => invitations.listInvitations(search),
      getInvitation: id => invitations.getInvitation(id),
      inviteMembers: invitation => invitations.inviteMembers(invitation),
      resendInvitation: id => invitations.resendInvitation(id),
      createInvitationLink: id => invitations.createInvitationLink(id),
      revokeInvitation: id => invitations.revokeInvitation(id),
      inspectInvitation: token => invitations.inspectInvitation(token),
      acceptInvitation: token => invitations.acceptInvitation(token),
      listIngestionKeys: search => keys.listIngestionKeys(search),
      getIngestionKey: id => keys.getIngestionKey(id),
      createIngestionKey: key => keys.createIngestionKey(key),
      updateIngestionKey: (id, version, key) =>
        keys.updateIngestionKey(id, version, key),
      rotateIngestionKey: (id, version, how) =>
        keys.rotateIngestionKey(id, version, how),
      revokeIngestionKey: id => keys.revokeIngestionKey(id),
    };
  }

  private constructor() {}
}
