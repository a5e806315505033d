// SPDX-License-Identifier: Apache-2.0
import type {
  Assignment,
  Explanation,
  GroupDetails,
  GroupInput,
  GroupMemberPage,
  GroupPage,
  IngestionKey,
  IngestionKeyInput,
  IngestionKeyPage,
  IngestionKeyUpdate,
  IngestionKeyWithToken,
  Invitation,
  InvitationInput,
  InvitationOffer,
  InvitationPage,
  InvitationResult,
  MemberDetails,
  MemberPage,
  OwnAccess,
  PermissionList,
  RoleDetails,
  RoleInput,
  RolePage,
} from '../access';
import type { Client } from 'openapi-fetch';
import type { paths } from '../generated/openapi';
import type {
  AssignRolesRequest,
  ExplainOptions,
  ListGroupsOptions,
  ListIngestionKeysOptions,
  ListInvitationsOptions,
  ListMembersOptions,
  ListOptions,
} from './AccessControlRequests';
import {
  askApi,
  type AuditLogClientOptions,
  createApiClient,
  type RequestOptions,
} from './createApiClient';

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
    return this.#ask(client =>
      client.request('get', '/access/me', { signal: options.signal }),
    );
  }

  async explain(options: ExplainOptions): Promise<Explanation> {
    const { signal, ...query } = options;
    return this.#ask(client =>
      client.request('get', '/access/explain', { params: { query }, signal }),
    );
  }

  async listPermissions(options: RequestOptions = {}): Promise<PermissionList> {
    return this.#ask(client =>
      client.request('get', '/permissions', { signal: options.signal }),
    );
  }

  async listRoles(options: ListOptions = {}): Promise<RolePage> {
    const { signal, ...query } = options;
    return this.#ask(client =>
      client.request('get', '/roles', { params: { query }, signal }),
    );
  }

  async getRole(
    id: string,
    options: RequestOptions = {},
  ): Promise<RoleDetails> {
    return this.#ask(client =>
      client.request('get', '/roles/{id}', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  async createRole(role: RoleInput): Promise<RoleDetails> {
    return this.#ask(client =>
      client.request('post', '/roles', { body: role }),
    );
  }

  async updateRole(
    id: string,
    version: number,
    role: RoleInput,
  ): Promise<RoleDetails> {
    return this.#ask(client =>
      client.request('put', '/roles/{id}', {
        params: { path: { id }, header: { 'If-Match': etag(version) } },
        body: role,
      }),
    );
  }

  /** With `unassign`, a role in use is taken away from all who have it; without, it stays and the method rejects. */
  async deleteRole(
    id: string,
    version: number,
    options: { readonly unassign?: boolean } = {},
  ): Promise<void> {
    const client = await createApiClient(this.#options);
    await client.request('delete', '/roles/{id}', {
      params: {
        path: { id },
        header: { 'If-Match': etag(version) },
        query: options.unassign ? { unassign: 'true' } : {},
      },
    });
  }

  async assignRoles(request: AssignRolesRequest): Promise<Assignment[]> {
    const { items } = await this.#ask(client =>
      client.request('post', '/assignments', {
        body: {
          roles: [...request.roles],
          subjects: [...request.subjects],
          level: request.level,
        },
      }),
    );
    return items;
  }

  async unassignRole(assignmentId: string): Promise<void> {
    const client = await createApiClient(this.#options);
    await client.request('delete', '/assignments/{id}', {
      params: { path: { id: assignmentId } },
    });
  }

  async listGroups(options: ListGroupsOptions = {}): Promise<GroupPage> {
    const { signal, ...query } = options;
    return this.#ask(client =>
      client.request('get', '/groups', { params: { query }, signal }),
    );
  }

  async getGroup(
    ref: string,
    options: RequestOptions = {},
  ): Promise<GroupDetails> {
    return this.#ask(client =>
      client.request('get', '/groups/{ref}', {
        params: { path: { ref } },
        signal: options.signal,
      }),
    );
  }

  async listGroupMembers(
    ref: string,
    options: ListOptions = {},
  ): Promise<GroupMemberPage> {
    const { signal, ...query } = options;
    return this.#ask(client =>
      client.request('get', '/groups/{ref}/members', {
        params: { path: { ref }, query },
        signal,
      }),
    );
  }

  async createGroup(group: GroupInput): Promise<GroupDetails> {
    return this.#ask(client =>
      client.request('post', '/groups', { body: group }),
    );
  }

  async updateGroup(
    ref: string,
    version: number,
    group: GroupInput,
  ): Promise<GroupDetails> {
    return this.#ask(client =>
      client.request('put', '/groups/{ref}', {
        params: { path: { ref }, header: { 'If-Match': etag(version) } },
        body: group,
      }),
    );
  }

  async deleteGroup(ref: string, version: number): Promise<void> {
    const client = await createApiClient(this.#options);
    await client.request('delete', '/groups/{ref}', {
      params: { path: { ref }, header: { 'If-Match': etag(version) } },
    });
  }

  async addGroupMembers(
    ref: string,
    members: readonly string[],
  ): Promise<GroupDetails> {
    return this.#ask(client =>
      client.request('post', '/groups/{ref}/members', {
        params: { path: { ref } },
        body: { members: [...members] },
      }),
    );
  }

  async removeGroupMember(ref: string, member: string): Promise<void> {
    const client = await createApiClient(this.#options);
    await client.request('delete', '/groups/{ref}/members/{member}', {
      params: { path: { ref, member } },
    });
  }

  async listMembers(options: ListMembersOptions = {}): Promise<MemberPage> {
    const { signal, ...query } = options;
    return this.#ask(client =>
      client.request('get', '/members', { params: { query }, signal }),
    );
  }

  async getMember(
    ref: string,
    options: RequestOptions = {},
  ): Promise<MemberDetails> {
    return this.#ask(client =>
      client.request('get', '/members/{ref}', {
        params: { path: { ref } },
        signal: options.signal,
      }),
    );
  }

  async listInvitations(
    options: ListInvitationsOptions = {},
  ): Promise<InvitationPage> {
    const { signal, ...query } = options;
    return this.#ask(client =>
      client.request('get', '/invitations', { params: { query }, signal }),
    );
  }

  async getInvitation(
    id: string,
    options: RequestOptions = {},
  ): Promise<Invitation> {
    return this.#ask(client =>
      client.request('get', '/invitations/{id}', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  /** A result for each address, in the order in which they were given. */
  async inviteMembers(
    invitation: InvitationInput,
  ): Promise<InvitationResult[]> {
    const { items } = await this.#ask(client =>
      client.request('post', '/invitations', { body: invitation }),
    );
    return items;
  }

  async resendInvitation(id: string): Promise<InvitationResult> {
    return this.#ask(client =>
      client.request('post', '/invitations/{id}/resend', {
        params: { path: { id } },
      }),
    );
  }

  async createInvitationLink(id: string): Promise<InvitationResult> {
    return this.#ask(client =>
      client.request('post', '/invitations/{id}/link', {
        params: { path: { id } },
      }),
    );
  }

  async revokeInvitation(id: string): Promise<void> {
    const client = await createApiClient(this.#options);
    await client.request('delete', '/invitations/{id}', {
      params: { path: { id } },
    });
  }

  async inspectInvitation(
    token: string,
    options: RequestOptions = {},
  ): Promise<InvitationOffer> {
    return this.#ask(client =>
      client.request('post', '/invitations/inspect', {
        body: { token },
        signal: options.signal,
      }),
    );
  }

  async acceptInvitation(token: string): Promise<InvitationOffer> {
    return this.#ask(client =>
      client.request('post', '/invitations/accept', { body: { token } }),
    );
  }

  async listIngestionKeys(
    options: ListIngestionKeysOptions = {},
  ): Promise<IngestionKeyPage> {
    const { signal, ...query } = options;
    return this.#ask(client =>
      client.request('get', '/keys', { params: { query }, signal }),
    );
  }

  async getIngestionKey(
    id: string,
    options: RequestOptions = {},
  ): Promise<IngestionKey> {
    return this.#ask(client =>
      client.request('get', '/keys/{id}', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  /** The token is in the answer, and never in another one. */
  async createIngestionKey(
    key: IngestionKeyInput,
  ): Promise<IngestionKeyWithToken> {
    return this.#ask(client => client.request('post', '/keys', { body: key }));
  }

  async updateIngestionKey(
    id: string,
    version: number,
    key: IngestionKeyUpdate,
  ): Promise<IngestionKey> {
    return this.#ask(client =>
      client.request('put', '/keys/{id}', {
        params: { path: { id }, header: { 'If-Match': etag(version) } },
        body: key,
      }),
    );
  }

  /** The new token is in the answer, and never in another one. The one before works on for `overlapHours`, 24 by default. */
  async rotateIngestionKey(
    id: string,
    version: number,
    options: { readonly overlapHours?: number } = {},
  ): Promise<IngestionKeyWithToken> {
    return this.#ask(client =>
      client.request('post', '/keys/{id}/rotate', {
        params: { path: { id }, header: { 'If-Match': etag(version) } },
        body: options,
      }),
    );
  }

  async revokeIngestionKey(id: string): Promise<void> {
    const client = await createApiClient(this.#options);
    await client.request('delete', '/keys/{id}', { params: { path: { id } } });
  }

  #ask<T>(
    ask: (client: Client<paths>) => Promise<{ readonly data?: T }>,
  ): Promise<T> {
    return askApi(this.#options, ask);
  }
}
