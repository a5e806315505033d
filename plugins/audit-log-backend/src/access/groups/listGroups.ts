// SPDX-License-Identifier: Apache-2.0
import type { GroupPage } from 'backstage-plugin-audit-log-common';
import { foldText } from '../lists/foldText';
import {
  type Listed,
  type ListRequest,
  pageOf,
  sortListed,
} from '../lists/pageOf';
import type { AccessModel } from '../model/AccessModel';
import type { CatalogGroup, LocalGroup } from '../model/facts';
import { groupView } from './groupDetails';

interface ListedGroup extends Listed {
  readonly group: CatalogGroup | LocalGroup;
  readonly source: 'catalog' | 'local';
}

export interface GroupListRequest extends ListRequest {
  readonly source?: string;
  /** Id of a role that the groups hold themselves. */
  readonly role?: string;
}

/** Sorted once for each model, which never changes. */
const SORTED = new WeakMap<AccessModel, readonly ListedGroup[]>();

/** A page of groups, of the catalog and local ones, by title. Members are counted of those on the page only. */
export function listGroups(
  model: AccessModel,
  { source, role, ...request }: GroupListRequest,
): GroupPage {
  const { items, ...page } = pageOf(
    sortedGroups(model),
    request,
    ({ ref, source: from }) =>
      (source === undefined || from === source) &&
      (role === undefined ||
        model.assignmentsOfSubject(ref).some(one => one.role === role)),
  );
  return { ...page, items: items.map(({ group }) => groupView(model, group)) };
}

function sortedGroups(model: AccessModel): readonly ListedGroup[] {
  const known = SORTED.get(model);
  if (known) {
    return known;
  }
  const sorted = sortListed([
    ...listed(model.directory.groups.values(), 'catalog'),
    ...listed(model.localGroups.values(), 'local'),
  ]);
  SORTED.set(model, sorted);
  return sorted;
}

function listed(
  groups: Iterable<CatalogGroup | LocalGroup>,
  source: 'catalog' | 'local',
): readonly ListedGroup[] {
  return [...groups].map(group => ({
    ref: group.ref,
    group,
    source,
    sortKey: foldText(group.title),
    texts: [group.title, group.description, group.ref].map(foldText),
  }));
}
