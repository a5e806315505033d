// SPDX-License-Identifier: Apache-2.0
import type { Member } from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';
import { isGroup } from '../model/AccessModel';

/** Somebody of whom something is known here. */
export type KnownPerson = Pick<Member, 'ref' | 'title' | 'email' | 'source'>;

/** Everyone whom the catalog does not know, and who has a role or is in a local group all the same. */
export function strangersOf(model: AccessModel): readonly KnownPerson[] {
  const refs = new Set([...model.subjects(), ...model.localMembers()]);
  return [...refs]
    .filter(ref => !isGroup(ref) && !model.directory.people.has(ref))
    .map(ref => ({ ref, title: ref, source: 'unknown' }));
}
