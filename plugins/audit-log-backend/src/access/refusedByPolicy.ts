// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';

/** The permission framework said no to a permission. */
export function refusedByPolicy(permission: string): NotAllowedError {
  return new NotAllowedError(
    `This needs the permission ${permission}, which the portal's permission policy does not give you; ask an organization administrator for it`,
  );
}
