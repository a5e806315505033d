// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import { searchToQuery } from 'backstage-plugin-audit-log-common';
import type { WindowedSearch } from '../query/AuditEventReader';
import { isoWindow } from './isoWindow';

/** A search as the event that records it has it: the parameters that were given, and the window they led to. */
export function searchMeta(search: WindowedSearch): JsonObject {
  const { from: _from, to: _to, ...filters } = search;
  return searchToQuery({ ...filters, ...isoWindow(search) }) as JsonObject;
}
