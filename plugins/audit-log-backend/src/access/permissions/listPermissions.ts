// SPDX-License-Identifier: Apache-2.0
import {
  EVERY_PERMISSION,
  PERMISSION_BUNDLES,
  type PermissionDescription,
  type PermissionList,
} from 'backstage-plugin-audit-log-common';
import type { AccessModel } from '../model/AccessModel';
import { heading, wordsOf } from './inWords';
import { OWN_PERMISSIONS } from './ownPermissions';
import type { PublishedPermissions } from './PermissionCatalog';
import { titleOfPermission } from './titleOfPermission';

type PermissionGroup = PermissionList['groups'][number];

/** Of the group of permissions that nobody publishes: no plugin's id, which has no spaces. */
const NOBODY = 'not published';

const BUNDLES: readonly PermissionGroup[] = PERMISSION_BUNDLES.map(
  ({ id, title, description, permissions }) => ({
    id,
    title,
    description,
    bundle: true,
    permissions: permissions.flatMap(name => OWN_PERMISSIONS.get(name) ?? []),
  }),
);

/** What roles can hold: the bundles, then each plugin's permissions, then what roles hold and nobody publishes. */
export function listPermissions(
  { plugins, unavailable, refreshedAt }: PublishedPermissions,
  model: AccessModel,
): PermissionList {
  const listed = new Set(OWN_PERMISSIONS.keys());
  const groups = [...plugins]
    .sort(byName)
    .map(([plugin, permissions]): PermissionGroup => {
      // A permission that several publish stands once, with the first of them.
      const own = permissions.filter(
        ({ name }) => !listed.has(name) && listed.add(name),
      );
      return {
        id: plugin,
        title: heading(wordsOf(plugin)),
        bundle: false,
        permissions: own
          .map(permission => ({
            ...permission,
            title: titleOfPermission(plugin, permission),
          }))
          .sort(byTitle),
      };
    });
  return {
    groups: [
      ...BUNDLES,
      ...[...groups, notPublished(model, listed)].filter(
        ({ permissions }) => permissions.length > 0,
      ),
    ],
    unavailable: [...unavailable]
      .sort(byName)
      .map(([plugin, reason]) => ({ plugin, reason })),
    ...(refreshedAt !== undefined && {
      refreshedAt: new Date(refreshedAt).toISOString(),
    }),
  };
}

function notPublished(
  model: AccessModel,
  listed: ReadonlySet<string>,
): PermissionGroup {
  const mentioned = new Set(
    [...model.roles.keys()].flatMap(id => [...model.permissionsOfRole(id)]),
  );
  mentioned.delete(EVERY_PERMISSION);
  return {
    id: NOBODY,
    title: 'Not published at the moment',
    description:
      'Roles hold these, and no plugin that answers publishes them. They count as soon as one does again.',
    bundle: false,
    permissions: [...mentioned]
      .filter(name => !listed.has(name))
      .map(name => ({ name, title: titleOfPermission('', { name }) }))
      .sort(byTitle),
  };
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

function byTitle(
  one: PermissionDescription,
  other: PermissionDescription,
): number {
  return (
    one.title.localeCompare(other.title, 'en-US') ||
    (one.name < other.name ? -1 : 1)
  );
}
