// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';

const PART = /^[a-z0-9=-][a-z0-9=.-]*$/;
/** What S3 and file systems all take. */
const MAX_LENGTH = 255;

/** Whether it is the name of a file of an archive: parts of a-z, 0-9, `=`, `.` and `-`, none of which begins with a dot. */
export function isName(name: string): boolean {
  return (
    name.length <= MAX_LENGTH && name.split('/').every(part => PART.test(part))
  );
}

/** Throws an InputError unless it is such a name. */
export function requireName(name: string): void {
  if (!isName(name)) {
    throw new InputError(`${JSON.stringify(name)} is no name in the archive`);
  }
}
