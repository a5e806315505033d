// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import type { Request, Response } from 'express';

/**
 * Tells the version of what is answered, for If-Match. To whom a role is given and who is in a group is part of the answer
 * and not of the version, so nobody may take an answer of the same version for the same.
 */
export function setVersion(
  response: Response,
  version: number | undefined,
): void {
  if (version !== undefined) {
    response.setHeader('ETag', `"${version}"`);
  }
}

/** The version that a change starts from. */
export function readVersion(request: Request): number {
  const given = request.header('If-Match') ?? '';
  const [, version] = /^"([1-9]\d{0,8})"$/.exec(given) ?? [];
  if (version === undefined) {
    throw new InputError(
      `If-Match: must be the ETag that what is to be changed was loaded with, such as "1" with its quotes, got ${given}`,
    );
  }
  return Number(version);
}
