// SPDX-License-Identifier: Apache-2.0
import {
  EVERY_PERMISSION,
  type PermissionList,
} from 'backstage-plugin-audit-log-common';

export type PermissionGroup = PermissionList['groups'][number];

/**
 * The groups of permissions that match words, all of a group when the words are about the group. What a role holds though
 * no plugin publishes it any more comes last, so that it can be taken away.
 */
export function matchingPermissions(
  list: PermissionList,
  held: readonly string[],
  words: string,
): readonly PermissionGroup[] {
  const known = new Set(
    list.groups.flatMap(({ id, bundle, permissions }) => [
      ...(bundle ? [id] : []),
      ...permissions.map(({ name }) => name),
    ]),
  );
  const unknown = held.filter(
    name => !known.has(name) && name !== EVERY_PERMISSION,
  );
  const groups: readonly PermissionGroup[] =
    unknown.length > 0
      ? [
          ...list.groups,
          {
            id: 'unknown',
            title: 'Not published by any plugin at present',
            bundle: false,
            permissions: unknown.map(name => ({ name, title: name })),
          },
        ]
      : list.groups;
  const matches = containing(words);
  return groups.flatMap(group => {
    if (matches(group.id, group.title, group.description)) {
      return [group];
    }
    const permissions = group.permissions.filter(
      ({ name, title, description }) => matches(name, title, description),
    );
    return permissions.length > 0 ? [{ ...group, permissions }] : [];
  });
}

function containing(words: string) {
  const wanted = words.trim().toLocaleLowerCase().split(/\s+/);
  return (...texts: readonly (string | undefined)[]) => {
    const text = texts.join('\n').toLocaleLowerCase();
    return wanted.every(word => text.includes(word));
  };
}
