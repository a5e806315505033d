// SPDX-License-Identifier: Apache-2.0
import type { RoleDetails } from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../../../access/model/AccessModel';
import { requireRole } from '../../../access/roles/requireChangeable';
import { readRoleDetails } from '../../../access/roles/roleDetails';
import type { AccessContext } from '../AccessContext';

/** A role as it is answered. */
export function roleWithUsage(
  { access: { knex, dialect } }: AccessContext,
  model: AccessModel,
  id: string,
): Promise<RoleDetails> {
  return readRoleDetails({ knex, dialect, model }, requireRole(model, id));
}
