// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { CATALOG_TABLES } from '../../database/tables';
import type { Provenance } from '../KnownEntity';

interface Reference {
  readonly subject: string;
  readonly ref: string;
  readonly source_key: string | null;
  readonly source_entity_ref: string | null;
}

/**
 * Where the catalog has these entities from: its references, upwards to the providers. Of several that give the same
 * entity the first in the alphabet is told, so that two looks tell the same.
 */
export async function findProvenance(
  knex: Knex,
  refs: readonly string[],
): Promise<ReadonlyMap<string, Provenance>> {
  const { references } = CATALOG_TABLES;
  const columns = ['source_key', 'source_entity_ref'];
  const rows: Reference[] = await knex
    // UNION, not UNION ALL: it ends where references go in a circle.
    .withRecursive('above', ['subject', 'ref', ...columns], query =>
      query
        .from(references)
        .whereIn('target_entity_ref', refs)
        .select('target_entity_ref', 'target_entity_ref', ...columns)
        .union(recursive =>
          recursive
            .from('above')
            .join(
              references,
              `${references}.target_entity_ref`,
              'above.source_entity_ref',
            )
            .select(
              'above.subject',
              `${references}.target_entity_ref`,
              ...columns.map(column => `${references}.${column}`),
            ),
        ),
    )
    .from('above')
    .select('subject', 'ref', ...columns);

  const bySubject = new Map<string, Reference[]>();
  for (const row of rows) {
    const known = bySubject.get(row.subject);
    if (known) {
      known.push(row);
    } else {
      bySubject.set(row.subject, [row]);
    }
  }
  return new Map(
    [...bySubject].map(([subject, above]) => [
      subject,
      provenanceOf(subject, above),
    ]),
  );
}

function provenanceOf(
  subject: string,
  above: readonly Reference[],
): Provenance {
  const given = above
    .flatMap(({ ref, source_key: provider }) =>
      provider === null ? [] : [{ ref, provider }],
    )
    .sort((one, other) =>
      one.provider + one.ref < other.provider + other.ref ? -1 : 1,
    );
  const own = given.find(({ ref }) => ref === subject);
  const root = own ?? given.at(0);
  return {
    provider: own?.provider ?? null,
    rootProvider: root?.provider ?? null,
    rootRef: own ? null : root?.ref ?? null,
  };
}
