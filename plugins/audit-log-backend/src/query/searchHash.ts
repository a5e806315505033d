// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import {
  FILTER_NAMES,
  type EventFilters,
  type EventSearch,
} from 'backstage-plugin-audit-log-common';

/** The same for two searches that ask for the same, in whatever order their values were given. */
export function searchHash(search: EventSearch): string {
  const parts = [
    search.from ?? null,
    search.to ?? null,
    search.q ?? null,
    search.order,
    sorted(search.include),
    sorted(search.exclude),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function sorted(filters: EventFilters): readonly (readonly string[])[] {
  return FILTER_NAMES.map(name => [...(filters[name] ?? [])].sort());
}
