// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES } from '../../database/accessTables';
import type { AccessStore } from '../store/AccessStore';

export interface TestDirectory {
  /** Names; their references are user:default/name. */
  readonly people?: readonly string[];
  /** Names; their references are group:default/name. */
  readonly groups?: readonly string[];
  /** References of a person or group, and of the group that it is in. */
  readonly edges?: readonly (readonly [child: string, group: string])[];
}

const ROWS = 500;

/** Stores what the catalog would say. */
export async function storeDirectory(
  store: AccessStore,
  { people = [], groups = [], edges = [] }: TestDirectory,
): Promise<void> {
  const started_at = store.dialect.writeTime(Date.now());
  await store.changeDirectory(async knex => {
    await knex.batchInsert(
      ACCESS_TABLES.people,
      people.map(name => ({
        ref: `user:default/${name}`,
        title: name[0].toUpperCase() + name.slice(1),
        email: `${name}@meridian.example`,
        source: 'catalog',
        started_at,
      })),
      ROWS,
    );
    await knex.batchInsert(
      ACCESS_TABLES.catalogGroups,
      groups.map(name => ({
        ref: `group:default/${name}`,
        title: name[0].toUpperCase() + name.slice(1),
        description: '',
        started_at,
      })),
      ROWS,
    );
    await knex.batchInsert(
      ACCESS_TABLES.catalogEdges,
      edges.map(([child_ref, group_ref]) => ({
        child_ref,
        group_ref,
        started_at,
      })),
      ROWS,
    );
  });
}
