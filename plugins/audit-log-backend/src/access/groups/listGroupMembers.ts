// SPDX-License-Identifier: Apache-2.0
import type {
  GroupMember,
  GroupMemberPage,
} from 'backstage-plugin-audit-log-common';
import { foldText } from '../lists/foldText';
import {
  type Listed,
  type ListRequest,
  pageOf,
  sortListed,
} from '../lists/pageOf';
import { type AccessModel, isGroup } from '../model/AccessModel';
import type { Edge, Person } from '../model/facts';
import { grantOf } from '../views/grantOf';
import { referenceOf } from '../views/referenceOf';

/** Folded once for each person, who never changes. */
const LISTED = new WeakMap<Person, Listed>();

/** A page of a group's members, those of the groups below it included, by name; it takes as long as it has members. */
export function listGroupMembers(
  model: AccessModel,
  group: string,
  request: ListRequest,
): GroupMemberPage {
  const direct = new Map(model.below(group).map(edge => [edge.child, edge]));
  const groups = groupsBelow(model, group);
  const { items, ...page } = pageOf(
    sortListed([...model.membersOf(group)].map(ref => listed(model, ref))),
    request,
  );
  return {
    ...page,
    items: items.map(({ ref }) =>
      memberView(model, ref, direct.get(ref), groups),
    ),
  };
}

function listed(model: AccessModel, ref: string): Listed {
  const person = model.directory.people.get(ref);
  const known = person && LISTED.get(person);
  if (known) {
    return known;
  }
  const title = foldText(person?.title ?? ref);
  const item = {
    ref,
    sortKey: title,
    texts: [title, foldText(ref), foldText(person?.email ?? '')],
  };
  if (person) {
    LISTED.set(person, item);
  }
  return item;
}

function memberView(
  model: AccessModel,
  ref: string,
  membership: Edge | undefined,
  groups: ReadonlySet<string>,
): GroupMember {
  const person = model.directory.people.get(ref);
  const via = model.above(ref).find(edge => groups.has(edge.group));
  return {
    ref,
    title: person?.title ?? ref,
    ...(person?.email !== undefined && { email: person.email }),
    direct: membership !== undefined,
    ...(membership
      ? { grant: grantOf(model, membership.origin) }
      : via && {
          via: referenceOf(model, via.group),
          grant: grantOf(model, via.origin),
        }),
  };
}

function groupsBelow(model: AccessModel, group: string): ReadonlySet<string> {
  const below = new Set<string>();
  const waiting = [group];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { child } of model.below(next)) {
      if (isGroup(child) && child !== group && !below.has(child)) {
        below.add(child);
        waiting.push(child);
      }
    }
  }
  return below;
}
