// SPDX-License-Identifier: Apache-2.0
import type { Group } from 'backstage-plugin-audit-log-common';

/** Where a group's members are kept. */
export const GROUP_SOURCES: Readonly<Record<Group['source'], string>> = {
  catalog: 'Catalog',
  local: 'Local',
};
