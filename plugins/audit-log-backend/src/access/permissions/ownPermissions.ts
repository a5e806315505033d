// SPDX-License-Identifier: Apache-2.0
import {
  accessControlPermissions,
  auditLogAdministrationPermissions,
  auditLogPermissions,
  type PermissionDescription,
} from 'backstage-plugin-audit-log-common';

const IN_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  'audit-log.view': ['Open Audit Logs', 'To open the Audit Logs page.'],
  'audit-log.read': [
    'Read events',
    'To search and read events: all of them, or those of one project.',
  ],
  'audit-log.export': [
    'Export events',
    'To take events out of the portal as a file.',
  ],
  'audit-log.verify': [
    'Verify the ledger',
    'To have the whole audit log verified, and see what came of it.',
  ],
  'audit-log.configure': [
    'Configure the audit log',
    'To see and change how the audit log records and keeps events.',
  ],
  'audit-log.erase': [
    'Erase people',
    'To erase what the audit log has of a person, which cannot be undone.',
  ],
  'access-control.read': [
    'See who may do what',
    'To open Access Control and see roles, groups, members, invitations and ingestion keys.',
  ],
  'access-control.manage': [
    'Change who may do what',
    'To change roles, groups, members, invitations and ingestion keys, within what one holds oneself.',
  ],
};

/** The permissions of the audit log and of access control in words, by name. */
export const OWN_PERMISSIONS: ReadonlyMap<string, PermissionDescription> =
  new Map(
    [
      ...auditLogPermissions,
      ...auditLogAdministrationPermissions,
      ...accessControlPermissions,
    ].map(permission => {
      const { name, attributes } = permission;
      const [title, description] = IN_WORDS[name] ?? [name, ''];
      return [
        name,
        {
          name,
          title,
          description,
          ...(attributes.action && { action: attributes.action }),
          ...('resourceType' in permission && {
            resourceType: permission.resourceType,
          }),
        },
      ];
    }),
  );
