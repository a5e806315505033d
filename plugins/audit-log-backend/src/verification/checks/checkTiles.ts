// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import { inSnapshot } from '../../database/inSnapshot';
import {
  SEALING_TABLES,
  type TileRow,
  type TreeRow,
} from '../../database/sealingTables';
import { TILE_WIDTH } from '../../sealing/Frontier';
import { readTileHashes } from '../operations/readTileHashes';
import type { VerificationContext } from '../VerificationContext';

const HASH_BYTES = 32;
const TILES_AT_ONCE = 32;

/** Computes the hashes above the lowest tiles anew, each from the tile below it. The lowest are compared with the leaves. */
export async function checkTiles(context: VerificationContext): Promise<void> {
  const { findings, pace, signal } = context;
  let after = { level: -1, tile: -1 };
  for (;;) {
    const { size, rows, above } = await readTiles(context, after);
    for (const row of rows) {
      const tile = Number(row.tile);
      after = { level: row.level, tile };
      const problem = problemOf(row, size, above.get(keyOf(row)));
      if (problem) {
        const width = TILE_WIDTH ** (row.level + 1);
        findings.add({
          kind: 'altered',
          message: `The hashes of level ${row.level} over these events ${problem}`,
          sequence: tile * width,
          until: Math.min((tile + 1) * width, Math.max(size, tile * width + 1)),
        });
      }
    }
    await pace.breathe(signal);
    if (rows.length < TILES_AT_ONCE) {
      return;
    }
  }
}

/** Some tiles, the hashes above them, and how many leaves there are: at one moment, since the ledger goes on. */
function readTiles(
  { knex, dialect }: VerificationContext,
  after: { readonly level: number; readonly tile: number },
) {
  return inSnapshot(knex, dialect, async transaction => {
    const tree = await transaction<TreeRow>(SEALING_TABLES.tree).first('size');
    const rows = await transaction<TileRow>(SEALING_TABLES.tiles)
      .whereRaw('(level, tile) > (?, ?)', [after.level, after.tile])
      .orderBy(['level', 'tile'])
      .limit(TILES_AT_ONCE)
      .select();
    const above = new Map<string, Buffer | undefined>();
    for (const row of rows) {
      const index = Number(row.tile);
      const next = row.level + 1;
      const hashes = await readTileHashes(transaction, next, index, index + 1);
      above.set(keyOf(row), hashes.get(index));
    }
    return { size: Number(tree?.size ?? 0), rows, above };
  });
}

function keyOf({ level, tile }: Pick<TileRow, 'level' | 'tile'>): string {
  return `${level} ${tile}`;
}

function problemOf(
  { level, tile, hashes }: TileRow,
  size: number,
  above: Buffer | undefined,
): string | undefined {
  const expected = Math.min(
    TILE_WIDTH,
    Math.floor(size / TILE_WIDTH ** level) - Number(tile) * TILE_WIDTH,
  );
  const count = hashes.length / HASH_BYTES;
  if (level < 1 || expected <= 0) {
    return 'are more than there were';
  }
  if (count !== expected) {
    return `are ${count}, not ${expected}`;
  }
  if (expected < TILE_WIDTH) {
    return undefined;
  }
  const range = TreeRange.empty();
  for (let at = 0; at < hashes.length; at += HASH_BYTES) {
    range.append(hashes.subarray(at, at + HASH_BYTES));
  }
  return above?.equals(range.root())
    ? undefined
    : 'do not make the hash that is kept above them';
}
