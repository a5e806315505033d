// SPDX-License-Identifier: Apache-2.0
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const LOCAL_GROUP = 'local-group:';

/** A reference as it is kept, which is in lower case; undefined for what is none. */
export function normalRef(given: string): string | undefined {
  const ref = given.trim().toLocaleLowerCase('en-US');
  if (ref.startsWith(LOCAL_GROUP)) {
    return ref;
  }
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return undefined;
  }
}

/** The reference of a project as it is kept. Throws an InputError when it is not that of a System or Domain. */
export function readProject(given: string): string {
  const ref = normalRef(given);
  if (ref === undefined || !/^(system|domain):/.test(ref)) {
    throw new InputError(
      `level.project: must be the reference of a System or Domain, such as system:default/retail, got '${given}'`,
    );
  }
  return ref;
}
