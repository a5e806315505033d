// SPDX-License-Identifier: Apache-2.0
import type { AccessPaths } from './useAccessPaths';

/** The page in Access Control of what a reference names, or undefined when there is none of its kind. */
export function accessPathOf(
  paths: AccessPaths,
  ref: string,
): string | undefined {
  const kind = ref.slice(0, ref.indexOf(':'));
  const id = ref.slice(kind.length + 1);
  switch (kind) {
    case 'group':
    case 'local-group':
      return paths.group(ref);
    case 'user':
      return paths.member(ref);
    case 'role':
      return paths.role(id);
    case 'key':
      return paths.key(id);
    default:
      return undefined;
  }
}
