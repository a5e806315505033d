// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { componentAt } from './catalogEntities';

const uidAt = (index: number) =>
  `00000000-0000-4000-8000-${`${index}`.padStart(12, '0')}`;

/** Adds entities to those that the catalog has processed, until there are enough. */
export async function fillCatalog(
  knex: Knex,
  options: { readonly processed: number; readonly entities: number },
): Promise<void> {
  const { processed, entities } = options;
  const [sample] = await knex('final_entities').limit(1);
  const { relations } = JSON.parse(sample.final_entity);
  const rows = 100;
  for (let start = processed; start < entities; start += rows) {
    const indexes = Array.from({ length: rows }, (_, at) => start + at);
    await knex.transaction(async transaction => {
      await transaction('refresh_state').insert(
        indexes.map(index => ({
          entity_id: uidAt(index),
          entity_ref: `component:default/service-${index}`,
          unprocessed_entity: JSON.stringify(componentAt(index)),
          errors: '[]',
          // Not while this is measured.
          next_update_at: '2100-01-01 00:00:00',
          last_discovery_at: knex.fn.now(),
        })),
      );
      await transaction('final_entities').insert(
        indexes.map(index => ({
          entity_id: uidAt(index),
          entity_ref: `component:default/service-${index}`,
          hash: `${index}`.padStart(40, '0'),
          final_entity: JSON.stringify({ ...componentAt(index), relations }),
          last_updated_at: knex.fn.now(),
        })),
      );
      await transaction('refresh_state_references').insert(
        indexes.map(index => ({
          source_key: 'bench',
          target_entity_ref: `component:default/service-${index}`,
        })),
      );
    });
  }
}

/** Changes so many of the entities that were added, others in each round. */
export async function changeEntities(
  knex: Knex,
  options: {
    readonly processed: number;
    readonly entities: number;
    readonly changed: number;
    readonly round: number;
  },
): Promise<void> {
  const { processed, entities, changed, round } = options;
  const step = Math.floor((entities - processed) / changed);
  for (let at = 0; at < changed; at++) {
    const index = processed + ((at * step + round) % (entities - processed));
    const entity = componentAt(index);
    entity.metadata.description = `Changed in round ${round}`;
    await knex('final_entities')
      .where({ entity_id: uidAt(index) })
      .update({
        hash: `${round}-${index}`,
        final_entity: JSON.stringify(entity),
      });
  }
}
