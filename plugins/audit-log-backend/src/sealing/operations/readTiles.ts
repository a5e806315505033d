// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { SEALING_TABLES, type TileRow } from '../../database/sealingTables';
import { TILE_WIDTH } from '../Frontier';
import type { Place } from '../Tree';

const HASH_LENGTH = 32;

/** Reads the tiles that these hashes are in; gives the hashes of a place, fewer or none where they are not there. */
export async function readTiles(
  knex: Knex,
  places: readonly Place[],
): Promise<(place: Place) => Buffer | undefined> {
  const tiles = new Map(
    places.map(place => [keyOf(place), [place.level, tileOf(place)]]),
  );
  const rows =
    tiles.size === 0
      ? []
      : await knex<TileRow>(SEALING_TABLES.tiles)
          .whereIn(['level', 'tile'], [...tiles.values()])
          .select();
  const found = new Map(
    rows.map(({ level, tile, hashes }) => [`${level} ${tile}`, hashes]),
  );
  return place => {
    const start = (place.index % TILE_WIDTH) * HASH_LENGTH;
    return found
      .get(keyOf(place))
      ?.subarray(start, start + place.count * HASH_LENGTH);
  };
}

function tileOf({ index }: Place): number {
  return Math.floor(index / TILE_WIDTH);
}

function keyOf(place: Place): string {
  return `${place.level} ${tileOf(place)}`;
}
