// SPDX-License-Identifier: Apache-2.0
import type { IngestionKeyRow } from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';
import { foldText } from '../../lists/foldText';
import { nameKey } from '../../readName';
import type { KeyFields } from '../StoredKey';

/** What a key may do, and what it is found by, as columns. */
export function fieldColumns(
  fields: KeyFields,
  dialect: Dialect,
): Pick<
  IngestionKeyRow,
  | 'name'
  | 'name_key'
  | 'sort_key'
  | 'search_text'
  | 'sources'
  | 'projects'
  | 'may_name_people'
  | 'requests_per_minute'
  | 'expires_at'
> {
  const { name, sources, projects, expiresAt } = fields;
  const listed = projects === 'any' ? [] : projects;
  return {
    name,
    name_key: nameKey(name),
    sort_key: foldText(name),
    search_text: foldText([name, ...sources, ...listed].join('\n')),
    sources: JSON.stringify(sources),
    projects: projects === 'any' ? null : JSON.stringify(projects),
    may_name_people: fields.mayNamePeople,
    requests_per_minute: fields.requestsPerMinute,
    expires_at: expiresAt === undefined ? null : dialect.writeTime(expiresAt),
  };
}
