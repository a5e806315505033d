// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { SEALING_TABLES, type TileRow } from '../../database/sealingTables';
import { DamagedTreeError } from '../DamagedTreeError';
import { TILE_WIDTH, type TileHash } from '../Frontier';

const HASH_LENGTH = 32;

/** Adds hashes to the tiles they belong to, each at the end. */
export async function writeTiles(
  transaction: Knex.Transaction,
  gained: readonly TileHash[],
): Promise<void> {
  const tiles = new Map<string, TileHash[]>();
  for (const hash of gained) {
    const key = `${hash.level} ${tileOf(hash)}`;
    tiles.set(key, [...(tiles.get(key) ?? []), hash]);
  }
  for (const hashes of tiles.values()) {
    await extend(transaction, hashes);
  }
}

async function extend(
  transaction: Knex.Transaction,
  hashes: readonly TileHash[],
): Promise<void> {
  const [first] = hashes;
  const key = { level: first.level, tile: tileOf(first) };
  const before = (first.index % TILE_WIDTH) * HASH_LENGTH;
  const row =
    before === 0
      ? undefined
      : await transaction<TileRow>(SEALING_TABLES.tiles).where(key).first();
  if ((row?.hashes.length ?? 0) < before) {
    throw new DamagedTreeError(
      `The tile ${key.level}/${key.tile} of the ledger is not as long as it was`,
    );
  }
  await transaction<TileRow>(SEALING_TABLES.tiles)
    .insert({
      ...key,
      hashes: Buffer.concat([
        ...(row ? [row.hashes.subarray(0, before)] : []),
        ...hashes.map(({ hash }) => hash),
      ]),
    })
    .onConflict(['level', 'tile'])
    .merge();
}

function tileOf({ index }: TileHash): number {
  return Math.floor(index / TILE_WIDTH);
}
