// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/**
 * What the module `backstage-plugin-permission-backend-module-audit-log` reports, and what
 * `@backstage-community/plugin-rbac-backend` does, which is another module of the permission plugin.
 */
export const permissionEventTypes: PluginEventTypes = {
  plugin: 'permission',
  category: 'access',
  types: [
    {
      event: 'permission-denied',
      title: 'Denied permission',
      description:
        'The permission backend denied something to a person; how many times is kept with the event.',
    },
    {
      event: 'role-write',
      kind: 'create',
      title: 'Created role',
      description: 'A role was created, with its members.',
    },
    {
      event: 'role-write',
      kind: 'update',
      title: 'Changed role',
      description: 'A role or its members were changed.',
    },
    {
      event: 'role-write',
      kind: 'delete',
      title: 'Deleted role',
      description: 'A role, or members of it, were taken away.',
    },
    {
      event: 'role-write',
      kind: 'create_or_update',
      title: 'Loaded roles from file',
      description: 'Roles were created or changed as the policy file says.',
    },
    {
      event: 'role-read',
      title: 'Read roles',
      description: 'Roles were read.',
      read: true,
    },
    {
      event: 'policy-write',
      kind: 'create',
      title: 'Granted permissions',
      description: 'Permissions were given to a role.',
    },
    {
      event: 'policy-write',
      kind: 'update',
      title: 'Changed permissions',
      description: 'Permissions of a role were changed.',
    },
    {
      event: 'policy-write',
      kind: 'delete',
      title: 'Withdrew permissions',
      description: 'Permissions were taken from a role.',
    },
    {
      event: 'policy-read',
      title: 'Read permissions of roles',
      description: 'The permissions of roles were read.',
      read: true,
    },
    {
      event: 'permissions-read',
      title: 'Read permission data',
      description: 'Permissions could not be read from their store.',
      read: true,
    },
    {
      event: 'condition-write',
      kind: 'create',
      title: 'Created condition',
      description: 'A conditional permission was given to a role.',
    },
    {
      event: 'condition-write',
      kind: 'update',
      title: 'Changed condition',
      description: 'A conditional permission of a role was changed.',
    },
    {
      event: 'condition-write',
      kind: 'delete',
      title: 'Deleted condition',
      description: 'A conditional permission was taken from a role.',
    },
    {
      event: 'condition-write',
      kind: 'reconcile_abort',
      title: 'Gave up loading conditions',
      description:
        'Conditions of the policy file could not be brought in line with those in the store.',
    },
    {
      event: 'condition-read',
      title: 'Read conditions',
      description: 'Conditional permissions were read.',
      read: true,
    },
    {
      event: 'conditional-policies-file-not-found',
      title: 'Missed conditions file',
      description: 'The file with conditional permissions was not found.',
    },
    {
      event: 'conditional-policies-file-change',
      title: 'Loaded conditions from file',
      description:
        'The file with conditional permissions could not be loaded; what it held before stays in force.',
    },
    {
      event: 'permission-evaluation',
      title: 'Decided on permission',
      description:
        'It was decided whether a person may do something; permission and answer are kept with the event.',
      read: true,
    },
    {
      event: 'plugin-policies-read',
      title: 'Listed permissions of plugins',
      description: 'The permissions that plugins offer were listed.',
      read: true,
    },
    {
      event: 'condition-rules-read',
      title: 'Listed condition rules',
      description: 'The rules that conditions can be made of were listed.',
      read: true,
    },
    {
      event: 'plugin-ids-read',
      title: 'Listed plugins with permissions',
      description: 'The plugins whose permissions are managed were listed.',
      read: true,
    },
    {
      event: 'plugin-ids-write',
      kind: 'create',
      title: 'Added plugins with permissions',
      description: 'Plugins were put under permission management.',
    },
    {
      event: 'plugin-ids-write',
      kind: 'delete',
      title: 'Removed plugins with permissions',
      description: 'Plugins were taken out of permission management.',
    },
  ],
};
