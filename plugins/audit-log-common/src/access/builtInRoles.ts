// SPDX-License-Identifier: Apache-2.0
import { EVERY_PERMISSION } from './bundles';

/** A role that is there from the start and cannot be changed. @public */
export interface BuiltInRole {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

/** Id of the built-in role that holds everything. @public */
export const ADMINISTRATOR_ROLE_ID = 'administrator';

/** @public */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  {
    id: ADMINISTRATOR_ROLE_ID,
    name: 'Administrator',
    description:
      'Administers the organization: everything, including who else administers it.',
    permissions: [EVERY_PERMISSION],
  },
  {
    id: 'auditor',
    name: 'Auditor',
    description:
      'Reads, exports and verifies the audit log, and sees who may do what, without changing anything.',
    permissions: [
      'audit-log.view',
      'audit-log.read',
      'audit-log.export',
      'audit-log.verify',
      'access-control.read',
    ],
  },
];
