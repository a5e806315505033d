// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type { AccessModel } from '../model/AccessModel';
import { normalRef } from '../references';

/** How many are named of those that are unknown. */
const MOST_NAMED = 5;

/** The references of groups and people, each once. Throws an InputError that names those that nobody knows. */
export function requireSubjects(
  model: AccessModel,
  given: readonly string[],
): readonly string[] {
  const { people, groups } = model.directory;
  return requireKnown(
    'subjects',
    'a group, or a person whom the catalog knows',
    given,
    ref => people.has(ref) || groups.has(ref) || model.localGroups.has(ref),
  );
}

/** The same for people only. */
export function requirePeople(
  model: AccessModel,
  given: readonly string[],
): readonly string[] {
  return requireKnown(
    'members',
    'a person whom the catalog knows',
    given,
    ref => model.directory.people.has(ref),
  );
}

function requireKnown(
  field: string,
  what: string,
  given: readonly string[],
  isKnown: (ref: string) => boolean,
): readonly string[] {
  const refs = given.map(normalRef);
  const unknown = given.filter((_, index) => {
    const ref = refs[index];
    return ref === undefined || !isKnown(ref);
  });
  if (unknown.length > 0) {
    const rest = unknown.length - MOST_NAMED;
    throw new InputError(
      `${field}: each must be ${what}, and these are not: ${unknown
        .slice(0, MOST_NAMED)
        .join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    );
  }
  return [...new Set(refs as string[])];
}
