// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import {
  expandPermissions,
  type RoleInput,
} from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import type { Granter } from '../Granter';
import { insertRoleVersion } from '../operations/insertRoleVersion';
import { requireGrantable } from '../requireGrantable';
import type { AccessTransaction } from '../store/AccessTransaction';
import { readRole } from './readRole';
import { requireFreeName } from './requireFreeName';
import { roleRecord } from './roleRecord';

/** Besides the built-in ones. */
const MOST_ROLES = 500;

/** Creates a role that holds nothing but what the granter holds; resolves with its id. */
export async function createRole(
  transaction: AccessTransaction,
  granter: Granter,
  input: RoleInput,
): Promise<AccessChange<string>> {
  const { model } = transaction;
  const fields = readRole(input);
  requireFreeName(model, fields.name);
  const stored = [...model.roles.values()].filter(({ builtIn }) => !builtIn);
  if (stored.length >= MOST_ROLES) {
    throw new ConflictError(
      `There are ${MOST_ROLES} roles already, and there can be no more; delete one that is not needed`,
    );
  }
  requireGrantable(model, granter, expandPermissions(fields.permissions));

  const id = randomUUID();
  await insertRoleVersion(transaction, { id, version: 1, ...fields });
  return {
    result: id,
    meta: { roleId: id, roleName: fields.name, after: roleRecord(fields) },
  };
}
