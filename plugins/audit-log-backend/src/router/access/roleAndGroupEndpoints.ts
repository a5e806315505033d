// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import type { AccessContext } from './AccessContext';
import { postAssignments } from './assignments/postAssignments';
import { removeAssignment } from './assignments/removeAssignment';
import { getGroup } from './groups/getGroup';
import { getGroupMembers } from './groups/getGroupMembers';
import { getGroups } from './groups/getGroups';
import { postGroup } from './groups/postGroup';
import { postGroupMembers } from './groups/postGroupMembers';
import { putGroup } from './groups/putGroup';
import { removeGroup } from './groups/removeGroup';
import { removeMember } from './groups/removeMember';
import { getRole } from './roles/getRole';
import { getRoles } from './roles/getRoles';
import { postRole } from './roles/postRole';
import { putRole } from './roles/putRole';
import { removeRole } from './roles/removeRole';

/** What the API answers about roles, to whom they are given, and groups. */
export const roleAndGroupEndpoints: readonly EndpointEntry<AccessContext>[] = [
  ['get', '/roles', getRoles],
  ['post', '/roles', postRole],
  ['get', '/roles/{id}', getRole],
  ['put', '/roles/{id}', putRole],
  ['delete', '/roles/{id}', removeRole],
  ['post', '/assignments', postAssignments],
  ['delete', '/assignments/{id}', removeAssignment],
  ['get', '/groups', getGroups],
  ['post', '/groups', postGroup],
  ['get', '/groups/{ref}', getGroup],
  ['put', '/groups/{ref}', putGroup],
  ['delete', '/groups/{ref}', removeGroup],
  ['get', '/groups/{ref}/members', getGroupMembers],
  ['post', '/groups/{ref}/members', postGroupMembers],
  ['delete', '/groups/{ref}/members/{member}', removeMember],
];
