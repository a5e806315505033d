// SPDX-License-Identifier: Apache-2.0
import type { components } from '../generated/openapi';

type Schemas = components['schemas'];

/** Something with a name; see `openapi.yaml` for every field of this and the other types of access control. @public */
export type Reference = Schemas['Reference'];
/** What a role is given for: the whole organization or one project. @public */
export type MappingLevel = Schemas['MappingLevel'];
/** Since when something holds, and who gave it. @public */
export type Grant = Schemas['Grant'];
/** @public */
export type Role = Schemas['Role'];
/** @public */
export type RoleDetails = Schemas['RoleDetails'];
/** @public */
export type RoleInput = Schemas['RoleInput'];
/** @public */
export type RolePage = Schemas['RolePage'];
/** @public */
export type RoleAtLevel = Schemas['RoleAtLevel'];
/** A role that a group or member has, at a level. @public */
export type Assignment = Schemas['Assignment'];
/** @public */
export type Group = Schemas['Group'];
/** @public */
export type GroupDetails = Schemas['GroupDetails'];
/** @public */
export type GroupInput = Schemas['GroupInput'];
/** @public */
export type GroupPage = Schemas['GroupPage'];
/** @public */
export type GroupMember = Schemas['GroupMember'];
/** @public */
export type GroupMemberPage = Schemas['GroupMemberPage'];
/** @public */
export type Member = Schemas['Member'];
/** @public */
export type MemberDetails = Schemas['MemberDetails'];
/** @public */
export type MemberPage = Schemas['MemberPage'];
/** One way in which a person has a permission. @public */
export type AccessPath = Schemas['AccessPath'];
/** @public */
export type EffectivePermission = Schemas['EffectivePermission'];
/** @public */
export type Explanation = Schemas['Explanation'];
/** @public */
export type PermissionList = Schemas['PermissionList'];
/** @public */
export type PermissionDescription = Schemas['PermissionDescription'];
/** What the person who asks may do. @public */
export type OwnAccess = Schemas['OwnAccess'];
/** A credential of a system outside the portal, without the credential itself. @public */
export type IngestionKey = Schemas['IngestionKey'];
/** @public */
export type IngestionKeyInput = Schemas['IngestionKeyInput'];
/** @public */
export type IngestionKeyPage = Schemas['IngestionKeyPage'];
/** @public */
export type IngestionKeyStatus = Schemas['IngestionKeyStatus'];
/** @public */
export type IngestionKeyUpdate = Schemas['IngestionKeyUpdate'];
/** @public */
export type IngestionKeyWithToken = Schemas['IngestionKeyWithToken'];
/** @public */
export type Invitation = Schemas['Invitation'];
/** @public */
export type InvitationInput = Schemas['InvitationInput'];
/** @public */
export type InvitationOffer = Schemas['InvitationOffer'];
/** @public */
export type InvitationPage = Schemas['InvitationPage'];
/** @public */
export type InvitationResult = Schemas['InvitationResult'];
/** @public */
export type InvitationStatus = Schemas['InvitationStatus'];
/** @public */
export type InvitedPerson = Schemas['InvitedPerson'];
