// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import { explainAccess } from './explainAccess';
import { getAccessSnapshot } from './getAccessSnapshot';
import { getMember } from './getMember';
import { getOwnAccess } from './getOwnAccess';
import { getPermissions } from './getPermissions';
import type { MemberContext } from './MemberContext';
import { listMembers } from './listMembers';

/** What the API answers about members, permissions, and who may do what. */
export const memberEndpoints: readonly EndpointEntry<MemberContext>[] = [
  ['get', '/access/me', getOwnAccess],
  ['get', '/access/explain', explainAccess],
  ['get', '/access/snapshot', getAccessSnapshot],
  ['get', '/permissions', getPermissions],
  ['get', '/members', listMembers],
  ['get', '/members/{ref}', getMember],
];
