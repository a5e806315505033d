// SPDX-License-Identifier: Apache-2.0
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const LOCAL_GROUP = 'local-group:';

/** What no name has in it and not every database takes: control characters and halves of characters. */
const NOT_IN_REFERENCES = /[\p{Cc}\p{Cs}]/u;

/** A reference as it is kept, which is in lower case; undefined for what is none. */
export function normalRef(given: string): string | undefined {
  const ref = given.trim().toLocaleLowerCase('en-US');
  if (NOT_IN_REFERENCES.test(ref)) {
    return undefined;
  }
  if (ref.startsWith(LOCAL_GROUP)) {
    return ref;
  }
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return undefined;
  }
}

/** The same, for what may be none: that stays as it is given. */
export function asKept(given: string): string {
  return normalRef(given) ?? given;
}

/** The reference of a project as it is kept. Throws an InputError that names the field when it is not that of a System or Domain. */
export function readProject(
  given: string,
  field: string = 'level.project',
): string {
  const ref = normalRef(given);
  if (ref === undefined || !/^(system|domain):/.test(ref)) {
    throw new InputError(
      `${field}: must be the reference of a System or Domain, such as system:default/retail, got '${given}'`,
    );
  }
  return ref;
}
