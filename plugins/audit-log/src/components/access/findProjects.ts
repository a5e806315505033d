// SPDX-License-Identifier: Apache-2.0
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { shortReference } from '../labels/reference';

/** A project, to be picked. */
export interface ProjectOption {
  /** Entity reference. */
  readonly key: string;
  readonly title: string;
  /** The reference again, to tell projects of one title apart. */
  readonly detail: string;
}

/** The first projects of the catalog, its Systems and Domains, whose name or title has a term in it. */
export async function findProjects(
  catalog: CatalogApi,
  term: string | undefined,
): Promise<{ items: readonly ProjectOption[]; total: number }> {
  const { items, totalItems } = await catalog.queryEntities({
    filter: { kind: ['System', 'Domain'] },
    fields: ['kind', 'metadata.namespace', 'metadata.name', 'metadata.title'],
    fullTextFilter: term
      ? { term, fields: ['metadata.name', 'metadata.title'] }
      : undefined,
    orderFields: [{ field: 'metadata.name', order: 'asc' }],
    limit: 50,
  });
  return {
    items: items.map(entity => {
      const key = stringifyEntityRef(entity);
      const title = entity.metadata.title ?? shortReference(key);
      return { key, title, detail: key };
    }),
    total: totalItems,
  };
}
