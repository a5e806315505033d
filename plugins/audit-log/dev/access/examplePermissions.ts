// SPDX-License-Identifier: Apache-2.0
import {
  PERMISSION_BUNDLES,
  type PermissionDescription,
  type PermissionList,
} from 'backstage-plugin-audit-log-common';

const TITLES: Readonly<Record<string, string>> = {
  'audit-log.view': 'Open the Audit Logs page',
  'audit-log.read': 'Read audit events',
  'audit-log.export': 'Export audit events',
  'audit-log.verify': 'Verify the ledger',
  'access-control.read': 'See who may do what',
  'access-control.manage': 'Change who may do what',
};

function describe(name: string, title: string): PermissionDescription {
  return { name, title };
}

/** What roles of the example organization can hold. */
export const EXAMPLE_PERMISSIONS: PermissionList['groups'] = [
  ...PERMISSION_BUNDLES.map(({ id, title, description, permissions }) => ({
    id,
    title,
    description,
    bundle: true,
    permissions: permissions.map(name => describe(name, TITLES[name] ?? name)),
  })),
  {
    id: 'catalog',
    title: 'Catalog',
    bundle: false,
    permissions: [
      describe('catalog.entity.read', 'Read entities'),
      describe('catalog.entity.create', 'Create entities'),
      describe('catalog.entity.delete', 'Delete entities'),
      describe('catalog.entity.refresh', 'Refresh entities'),
      describe('catalog.location.create', 'Register locations'),
      describe('catalog.location.delete', 'Unregister locations'),
    ],
  },
  {
    id: 'scaffolder',
    title: 'Scaffolder',
    bundle: false,
    permissions: [
      describe('scaffolder.task.create', 'Run templates'),
      describe('scaffolder.task.cancel', 'Cancel tasks'),
      describe('scaffolder.task.read', 'Read tasks'),
    ],
  },
];
