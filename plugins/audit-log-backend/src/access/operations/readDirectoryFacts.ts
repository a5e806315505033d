// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ACCESS_TABLES,
  type CatalogEdgeRow,
  type CatalogGroupRow,
  type PersonRow,
} from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';
import type { DirectoryFacts } from '../model/facts';
import { holdsAt } from './holdsAt';

/** Reads what the catalog said of people and groups when it was read last, or at a time. */
export async function readDirectoryFacts(
  knex: Knex,
  dialect: Dialect,
  at?: number,
): Promise<DirectoryFacts> {
  const people: PersonRow[] = await holdsAt(
    knex(ACCESS_TABLES.people),
    dialect,
    at,
  );
  const groups: CatalogGroupRow[] = await holdsAt(
    knex(ACCESS_TABLES.catalogGroups),
    dialect,
    at,
  );
  const edges: CatalogEdgeRow[] = await holdsAt(
    knex(ACCESS_TABLES.catalogEdges),
    dialect,
    at,
  );
  return {
    people: people.map(row => ({
      ref: row.ref,
      title: row.title,
      ...(row.email !== null && { email: row.email }),
      source: row.source,
      knownSince: dialect.readTime(row.started_at),
    })),
    groups: groups.map(({ ref, title, description }) => ({
      ref,
      title,
      description,
    })),
    edges: edges.map(row => ({
      child: row.child_ref,
      group: row.group_ref,
      origin: { since: dialect.readTime(row.started_at) },
    })),
  };
}
