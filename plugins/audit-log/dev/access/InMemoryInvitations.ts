// SPDX-License-Identifier: Apache-2.0
import type {
  Invitation,
  InvitationInput,
  InvitationOffer,
  InvitationPage,
  InvitationResult,
  ListInvitationsOptions,
} from 'backstage-plugin-audit-log-common';
import { refusal } from '../refusal';
import { permissionsOf } from './accessPaths';
import {
  grantedNow,
  named,
  type Organization,
  type StoredInvitation,
} from './Organization';
import { page } from './page';
import { found, requireHeld, requirePermission } from './require';

const DAY = 86_400_000;

/** The part of the example server that is about invitations. */
export class InMemoryInvitations {
  static create(organization: Organization): InMemoryInvitations {
    return new InMemoryInvitations(organization);
  }

  private constructor(private readonly organization: Organization) {}

  async listInvitations(
    options: ListInvitationsOptions = {},
  ): Promise<InvitationPage> {
    requirePermission(this.organization, 'access-control.read');
    const invitations = this.organization.invitations
      .map(shown)
      .filter(({ status }) => !options.status || status === options.status)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
    return page(invitations, options, ({ email }) => [email]);
  }

  async getInvitation(id: string): Promise<Invitation> {
    requirePermission(this.organization, 'access-control.read');
    return shown(this.#find(id));
  }

  async inviteMembers(input: InvitationInput): Promise<InvitationResult[]> {
    requirePermission(this.organization, 'access-control.manage');
    if (input.roles.length + input.groups.length === 0) {
      throw refusal(400, 'roles: name at least one role or group');
    }
    this.#requireOffered(input.roles.map(id => `role:${id}`));
    const seen = new Set<string>();
    return input.emails.map(given => {
      const email = given.trim().toLocaleLowerCase('en-US');
      if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
        return {
          email: given,
          result: 'invalid',
          reason: 'This is not an e-mail address',
        };
      }
      if (seen.has(email)) {
        return { email: given, result: 'repeated' };
      }
      seen.add(email);
      return this.#invite(email, input);
    });
  }

  async resendInvitation(id: string): Promise<InvitationResult> {
    return this.#renew(id, this.organization.settings.invitations.mail);
  }

  async createInvitationLink(id: string): Promise<InvitationResult> {
    return this.#renew(id, false);
  }

  async revokeInvitation(id: string): Promise<void> {
    requirePermission(this.organization, 'access-control.manage');
    const invitation = this.#pending(id);
    this.#replace({
      ...invitation,
      status: 'revoked',
      revokedAt: new Date().toISOString(),
    });
  }

  async inspectInvitation(token: string): Promise<InvitationOffer> {
    return this.#offer(this.#byToken(token));
  }

  async acceptInvitation(token: string): Promise<InvitationOffer> {
    const invitation = this.#byToken(token);
    const offer = this.#offer(invitation);
    if (!offer.fits) {
      throw refusal(403, offer.reason ?? 'The invitation is not for you');
    }
    const { me } = this.organization;
    const grant = {
      ...grantedNow(this.organization),
      by: invitation.createdBy,
    };
    this.organization.assignments = [
      ...this.organization.assignments,
      ...invitation.roles.map(role => ({
        id: crypto.randomUUID(),
        role,
        subject: { ref: me },
        level: invitation.level,
        grant,
      })),
    ];
    this.organization.groups = this.organization.groups.map(group =>
      invitation.groups.some(({ ref }) => ref === group.ref)
        ? { ...group, members: [...group.members, { ref: me, grant }] }
        : group,
    );
    this.#replace({
      ...invitation,
      status: 'accepted',
      acceptedAt: grant.since,
      acceptedBy: named(this.organization, me),
    });
    return offer;
  }

  #invite(email: string, input: InvitationInput): InvitationResult {
    const there = this.organization.invitations.find(
      one => one.email === email && shown(one).status === 'pending',
    );
    const { mail, expireAfterDays } = this.organization.settings.invitations;
    const names = (refs: readonly string[], before: readonly string[]) =>
      [...new Set([...before, ...refs])].map(ref =>
        named(this.organization, ref),
      );
    const invitation: StoredInvitation = {
      id: there?.id ?? crypto.randomUUID(),
      token: crypto.randomUUID(),
      email,
      status: 'pending',
      roles: names(
        input.roles.map(id => `role:${id}`),
        there?.roles.map(({ ref }) => ref) ?? [],
      ),
      groups: names(input.groups, there?.groups.map(({ ref }) => ref) ?? []),
      level: input.level,
      createdAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + expireAfterDays * DAY).toISOString(),
      createdBy: named(this.organization, this.organization.me),
      delivery: { state: mail ? 'queued' : 'link', attempts: 0 },
    };
    if (there) {
      this.#replace(invitation);
    } else {
      this.organization.invitations = [
        ...this.organization.invitations,
        invitation,
      ];
    }
    return {
      email,
      result: there ? 'renewed' : 'invited',
      invitation: shown(invitation),
      ...(mail ? {} : { link: linkOf(invitation) }),
    };
  }

  #renew(id: string, mail: boolean): InvitationResult {
    requirePermission(this.organization, 'access-control.manage');
    const before = this.#find(id);
    if (before.status === 'accepted' || before.status === 'revoked') {
      throw refusal(409, `The invitation is ${before.status}. Invite anew.`);
    }
    this.#requireOffered(before.roles.map(({ ref }) => ref));
    const { expireAfterDays } = this.organization.settings.invitations;
    const invitation: StoredInvitation = {
      ...before,
      token: crypto.randomUUID(),
      expiresAt: new Date(Date.now() + expireAfterDays * DAY).toISOString(),
      delivery: { state: mail ? 'queued' : 'link', attempts: 0 },
    };
    this.#replace(invitation);
    return {
      email: invitation.email,
      result: 'renewed',
      invitation: shown(invitation),
      ...(mail ? {} : { link: linkOf(invitation) }),
    };
  }

  #requireOffered(roleRefs: readonly string[]): void {
    requireHeld(
      this.organization,
      roleRefs.flatMap(ref => {
        named(this.organization, ref);
        return permissionsOf(this.organization, ref);
      }),
    );
  }

  #offer(invitation: StoredInvitation): InvitationOffer {
    const person = this.organization.people.find(
      ({ ref }) => ref === this.organization.me,
    );
    const fits = person?.email?.toLocaleLowerCase('en-US') === invitation.email;
    const { email, createdBy, roles, groups, level, expiresAt } = invitation;
    const [name, domain] = email.split('@');
    return {
      email: fits ? email : `${name.charAt(0)}…@${domain}`,
      invitedBy: createdBy,
      roles,
      groups,
      level,
      expiresAt,
      fits,
      reason: fits
        ? undefined
        : 'The invitation was sent to another address than yours. Sign in as the person it was sent to.',
    };
  }

  #byToken(token: string): StoredInvitation {
    const invitation = this.organization.invitations.find(
      one => one.token === token,
    );
    const status = invitation && shown(invitation).status;
    if (!invitation || status === 'expired' || status === 'revoked') {
      throw refusal(
        404,
        'This link is not valid any more. Ask whoever invited you for a new one.',
      );
    }
    if (status === 'accepted') {
      throw refusal(409, 'This invitation was accepted already.');
    }
    return invitation;
  }

  #pending(id: string): StoredInvitation {
    const invitation = this.#find(id);
    if (shown(invitation).status !== 'pending') {
      throw refusal(
        409,
        `The invitation is ${shown(invitation).status} already.`,
      );
    }
    return invitation;
  }

  #find(id: string): StoredInvitation {
    return found(
      this.organization.invitations.find(one => one.id === id),
      'invitation',
    );
  }

  #replace(invitation: StoredInvitation): void {
    this.organization.invitations = this.organization.invitations.map(other =>
      other.id === invitation.id ? invitation : other,
    );
  }
}

/** An invitation as the server shows it: without its token, and expired when its time is over. */
function shown({ token: _, ...invitation }: StoredInvitation): Invitation {
  return invitation.status === 'pending' &&
    Date.parse(invitation.expiresAt) < Date.now()
    ? { ...invitation, status: 'expired' }
    : invitation;
}

function linkOf({ token }: StoredInvitation): string {
  return `http://localhost:3000/invitation#token=${token}`;
}
