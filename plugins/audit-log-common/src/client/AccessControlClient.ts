// SPDX-License-Identifier: Apache-2.0
import type {
  Assignment,
  Explanation,
  GroupDetails,
  GroupInput,
  GroupMemberPage,
  GroupPage,
  Invitation,
  InvitationInput,
  InvitationOffer,
  InvitationPage,
  InvitationResult,
  InvitationStatus,
  MappingLevel,
  MemberDetails,
  MemberPage,
  OwnAccess,
  PermissionList,
  RoleDetails,
  RoleInput,
  RolePage,
} from '../access';
import {
  type AuditLogClientOptions,
  createApiClient,
  type RequestOptions,
  whole,
} from './createApiClient';

/** @public */
export interface ListOptions extends RequestOptions {
  /** Part of a name, title, description or e-mail address. */
  readonly q?: string;
  /** 1 to 200; 50 by default. */
  readonly limit?: number;
  /** The nextCursor of an earlier page of the same list. */
  readonly cursor?: string;
}

/** @public */
export interface ListGroupsOptions extends ListOptions {
  readonly source?: 'catalog' | 'local';
  /** Id of a role that the groups hold themselves. */
  readonly role?: string;
}

/** @public */
export interface ListMembersOptions extends ListOptions {
  readonly source?: 'catalog' | 'invitation' | 'unknown';
  /** Id of a role that the members hold, in whatever way. */
  readonly role?: string;
}

/** @public */
export interface ListInvitationsOptions extends ListOptions {
  readonly status?: InvitationStatus;
}

/** @public */
export interface AssignRolesRequest {
  /** Ids. */
  readonly roles: readonly string[];
  /** References of groups and members. */
  readonly subjects: readonly string[];
  readonly level: MappingLevel;
}

/** @public */
export interface ExplainOptions extends RequestOptions {
  readonly member: string;
  readonly permission: string;
  readonly project?: string;
  /** ISO 8601; now by default. */
  readonly asOf?: string;
}

/** The version of a role or group, for the ETag of a change. */
const etag = (version: number) => `"${version}"`;

/**
 * Manages access over HTTP. Every method rejects with a `ResponseError` when the server refuses, whose `cause` says in
 * words what was wrong and what to do. Changes name the version they start from, and reject with 412 when somebody
 * else was faster.
 *
 * @public
 */
export class AccessControlClient {
  static create(options: AuditLogClientOptions): AccessControlClient {
    return new AccessControlClient(options);
  }

  readonly #options: AuditLogClientOptions;

  private constructor(options: AuditLogClientOptions) {
    this.#options = options;
  }

  async getOwnAccess(options: RequestOptions = {}): Promise<OwnAccess> {
    const client = await this.#client();
    const { data } = await client.request('get', '/access/me', {
      signal: options.signal,
    });
    return whole(data);
  }

  async explain(options: ExplainOptions): Promise<Explanation> {
    const { signal, ...query } = options;
    const client = await this.#client();
    const { data } = await client.request('get', '/access/explain', {
      params: { query },
      signal,
    });
    return whole(data);
  }

  async listPermissions(options: RequestOptions = {}): Promise<PermissionList> {
    const client = await this.#client();
    const { data } = await client.request('get', '/permissions', {
      signal: options.signal,
    });
    return whole(data);
  }

  async listRoles(options: ListOptions = {}): Promise<RolePage> {
    const { signal, ...query } = options;
    const client = await this.#client();
    const { data } = await client.request('get', '/roles', {
      params: { query },
      signal,
    });
    return whole(data);
  }

  async getRole(
    id: string,
    options: RequestOptions = {},
  ): Promise<RoleDetails> {
    const client = await this.#client();
    const { data } = await client.request('get', '/roles/{id}', {
      params: { path: { id } },
      signal: options.signal,
    });
    return whole(data);
  }

  async createRole(role: RoleInput): Promise<RoleDetails> {
    const client = await this.#client();
    const { data } = await client.request('post', '/roles', { body: role });
    return whole(data);
  }

  async updateRole(
    id: string,
    version: number,
    role: RoleInput,
  ): Promise<RoleDetails> {
    const client = await this.#client();
    const { data } = await client.request('put', '/roles/{id}', {
      params: { path: { id }, header: { 'If-Match': etag(version) } },
      body: role,
    });
    return whole(data);
  }

  /** With `unassign`, a role in use is taken away from all who have it; without, it stays and the method rejects. */
  async deleteRole(
    id: string,
    version: number,
    options: { readonly unassign?: boolean } = {},
  ): Promise<void> {
    const client = await this.#client();
    await client.request('delete', '/roles/{id}', {
      params: {
        path: { id },
        header: { 'If-Match': etag(version) },
        query: options.unassign ? { unassign: 'true' } : {},
      },
    });
  }

  async assignRoles(request: AssignRolesRequest): Promise<Assignment[]> {
    const client = await this.#client();
    const { data } = await client.request('post', '/assignments', {
      body: {
        roles: [...request.roles],
        subjects: [...request.subjects],
        level: request.level,
      },
    });
    return whole(data).items;
  }

  async unassignRole(assignmentId: string): Promise<void> {
    const client = await this.#client();
    await client.request('delete', '/assignments/{id}', {
      params: { path: { id: assignmentId } },
    });
  }

  async listGroups(options: ListGroupsOptions = {}): Promise<GroupPage> {
    const { signal, ...query } = options;
    const client = await this.#client();
    const { data } = await client.request('get', '/groups', {
      params: { query },
      signal,
    });
    return whole(data);
  }

  async getGroup(
    ref: string,
    options: RequestOptions = {},
  ): Promise<GroupDetails> {
    const client = await this.#client();
    const { data } = await client.request('get', '/groups/{ref}', {
      params: { path: { ref } },
      signal: options.signal,
    });
    return whole(data);
  }

  async listGroupMembers(
    ref: string,
    options: ListOptions = {},
  ): Promise<GroupMemberPage> {
    const { signal, ...query } = options;
    const client = await this.#client();
    const { data } = await client.request('get', '/groups/{ref}/members', {
      params: { path: { ref }, query },
      signal,
    });
    return whole(data);
  }

  async createGroup(group: GroupInput): Promise<GroupDetails> {
    const client = await this.#client();
    const { data } = await client.request('post', '/groups', { body: group });
    return whole(data);
  }

  async updateGroup(
    ref: string,
    version: number,
    group: GroupInput,
  ): Promise<GroupDetails> {
    const client = await this.#client();
    const { data } = await client.request('put', '/groups/{ref}', {
      params: { path: { ref }, header: { 'If-Match': etag(version) } },
      body: group,
    });
    return whole(data);
  }

  async deleteGroup(ref: string, version: number): Promise<void> {
    const client = await this.#client();
    await client.request('delete', '/groups/{ref}', {
      params: { path: { ref }, header: { 'If-Match': etag(version) } },
    });
  }

  async addGroupMembers(
    ref: string,
    members: readonly string[],
  ): Promise<GroupDetails> {
    const client = await this.#client();
    const { data } = await client.request('post', '/groups/{ref}/members', {
      params: { path: { ref } },
      body: { members: [...members] },
    });
    return whole(data);
  }

  async removeGroupMember(ref: string, member: string): Promise<void> {
    const client = await this.#client();
    await client.request('delete', '/groups/{ref}/members/{member}', {
      params: { path: { ref, member } },
    });
  }

  async listMembers(options: ListMembersOptions = {}): Promise<MemberPage> {
    const { signal, ...query } = options;
    const client = await this.#client();
    const { data } = await client.request('get', '/members', {
      params: { query },
      signal,
    });
    return whole(data);
  }

  async getMember(
    ref: string,
    options: RequestOptions = {},
  ): Promise<MemberDetails> {
    const client = await this.#client();
    const { data } = await client.request('get', '/members/{ref}', {
      params: { path: { ref } },
      signal: options.signal,
    });
    return whole(data);
  }

  async listInvitations(
    options: ListInvitationsOptions = {},
  ): Promise<InvitationPage> {
    const { signal, ...query } = options;
    const client = await this.#client();
    const { data } = await client.request('get', '/invitations', {
      params: { query },
      signal,
    });
    return whole(data);
  }

  async getInvitation(
    id: string,
    options: RequestOptions = {},
  ): Promise<Invitation> {
    const client = await this.#client();
    const { data } = await client.request('get', '/invitations/{id}', {
      params: { path: { id } },
      signal: options.signal,
    });
    return whole(data);
  }

  /** A result for each address, in the order in which they were given. */
  async inviteMembers(
    invitation: InvitationInput,
  ): Promise<InvitationResult[]> {
    const client = await this.#client();
    const { data } = await client.request('post', '/invitations', {
      body: invitation,
    });
    return whole(data).items;
  }

  async resendInvitation(id: string): Promise<InvitationResult> {
    const client = await this.#client();
    const { data } = await client.request('post', '/invitations/{id}/resend', {
      params: { path: { id } },
    });
    return whole(data);
  }

  async createInvitationLink(id: string): Promise<InvitationResult> {
    const client = await this.#client();
    const { data } = await client.request('post', '/invitations/{id}/link', {
      params: { path: { id } },
    });
    return whole(data);
  }

  async revokeInvitation(id: string): Promise<void> {
    const client = await this.#client();
    await client.request('delete', '/invitations/{id}', {
      params: { path: { id } },
    });
  }

  async inspectInvitation(
    token: string,
    options: RequestOptions = {},
  ): Promise<InvitationOffer> {
    const client = await this.#client();
    const { data } = await client.request('post', '/invitations/inspect', {
      body: { token },
      signal: options.signal,
    });
    return whole(data);
  }

  async acceptInvitation(token: string): Promise<InvitationOffer> {
    const client = await this.#client();
    const { data } = await client.request('post', '/invitations/accept', {
      body: { token },
    });
    return whole(data);
  }

  #client() {
    return createApiClient(this.#options);
  }
}
