// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import { EVERY_PERMISSION } from 'backstage-plugin-audit-log-common';
import type { Granter } from './Granter';
import type { AccessModel } from './model/AccessModel';

/** How many are named; the rest is counted. */
const MOST_NAMED = 10;

/** Nobody gives what they do not hold: throws a NotAllowedError that names which of these permissions that is. */
export function requireGrantable(
  model: AccessModel,
  granter: Granter,
  permissions: Iterable<string>,
  project?: string,
): void {
  const lacking = [...permissions].filter(
    permission => !granter.mayGrant(model, permission, project),
  );
  if (lacking.length > 0) {
    const where =
      project === undefined
        ? 'the whole organization'
        : `the project ${project}`;
    throw new NotAllowedError(
      `You can give only what you hold yourself; for ${where} you do not hold ${named(
        lacking,
      )}. Ask somebody who does`,
    );
  }
}

/** Who takes the built-in role Administrator away from somebody must hold everything, as whoever gives it. */
export function requireEverything(model: AccessModel, granter: Granter): void {
  if (!granter.mayGrant(model, EVERY_PERMISSION)) {
    throw new NotAllowedError(
      'Only an organization administrator decides who administers the organization; ask one of them',
    );
  }
}

function named(permissions: readonly string[]): string {
  if (permissions.includes(EVERY_PERMISSION)) {
    return 'everything, as an organization administrator does';
  }
  const first = permissions.slice(0, MOST_NAMED).join(', ');
  const rest = permissions.length - MOST_NAMED;
  return rest > 0 ? `${first} and ${rest} more` : first;
}
