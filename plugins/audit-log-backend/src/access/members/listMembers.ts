// SPDX-License-Identifier: Apache-2.0
import { foldText } from '../lists/foldText';
import {
  type Listed,
  type ListPage,
  type ListRequest,
  pageOf,
  sortListed,
} from '../lists/pageOf';
import { type AccessModel, isGroup } from '../model/AccessModel';
import type { Directory } from '../model/Directory';
import { type KnownPerson, strangersOf } from './KnownPerson';

interface ListedPerson extends Listed {
  readonly person: KnownPerson;
}

export interface MemberListRequest extends ListRequest {
  readonly source?: string;
  /** Id of a role that the members have, in whatever way. */
  readonly role?: string;
}

/** Folding is what takes time, and most models are of the same people: it is done once for each directory. */
const FOLDED = new WeakMap<Directory, readonly ListedPerson[]>();
const SORTED = new WeakMap<AccessModel, readonly ListedPerson[]>();

/** A page of everyone who is known, by name. */
export function listMembers(
  model: AccessModel,
  { source, role, ...request }: MemberListRequest,
): ListPage<KnownPerson> {
  const holders = role === undefined ? undefined : holdersOf(model, role);
  const { items, ...page } = pageOf(
    sortedPeople(model),
    request,
    ({ ref, person }) =>
      (source === undefined || person.source === source) &&
      (holders === undefined || holders.has(ref)),
  );
  return { ...page, items: items.map(({ person }) => person) };
}

/** Everyone who has a role, in whatever way. */
function holdersOf(model: AccessModel, role: string): ReadonlySet<string> {
  const holders = new Set<string>();
  for (const { subject } of model.assignmentsOfRole(role)) {
    const people = isGroup(subject) ? model.membersOf(subject) : [subject];
    people.forEach(person => holders.add(person));
  }
  return holders;
}

function sortedPeople(model: AccessModel): readonly ListedPerson[] {
  let sorted = SORTED.get(model);
  if (!sorted) {
    sorted = sortListed([
      ...foldedPeople(model.directory),
      ...strangersOf(model).map(listed),
    ]);
    SORTED.set(model, sorted);
  }
  return sorted;
}

function foldedPeople(directory: Directory): readonly ListedPerson[] {
  let folded = FOLDED.get(directory);
  if (!folded) {
    folded = sortListed([...directory.people.values()].map(listed));
    FOLDED.set(directory, folded);
  }
  return folded;
}

function listed(person: KnownPerson): ListedPerson {
  const title = foldText(person.title);
  return {
    ref: person.ref,
    person,
    sortKey: title,
    texts: [title, foldText(person.ref), foldText(person.email ?? '')],
  };
}
