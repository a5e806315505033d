// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { SEALING_TABLES, type TileRow } from '../../database/sealingTables';

const HASHES_IN_A_TILE = 256;
const HASH_BYTES = 32;

/** The hashes that are kept of complete subtrees of a level, from one to before another, as far as there are any. */
export async function readTileHashes(
  knex: Knex,
  level: number,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, Buffer>> {
  const hashes = new Map<number, Buffer>();
  if (from >= to) {
    return hashes;
  }
  const rows = await knex<TileRow>(SEALING_TABLES.tiles)
    .where({ level })
    .whereBetween('tile', [
      Math.floor(from / HASHES_IN_A_TILE),
      Math.floor((to - 1) / HASHES_IN_A_TILE),
    ])
    .select('tile', 'hashes');
  for (const row of rows) {
    const start = Number(row.tile) * HASHES_IN_A_TILE;
    const count = Math.floor(row.hashes.length / HASH_BYTES);
    for (let place = 0; place < count; place++) {
      const index = start + place;
      if (index >= from && index < to) {
        hashes.set(
          index,
          row.hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
        );
      }
    }
  }
  return hashes;
}
