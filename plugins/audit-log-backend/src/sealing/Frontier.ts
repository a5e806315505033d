// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';

/** Leaves or hashes in a row of a tile: 2 to the power of 8. */
export const TILE_WIDTH = 256;

/** A hash that a tile gains: the root of 256 to the power of `level` leaves, the `index`th of its level. */
export interface TileHash {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/**
 * The right edge of the tree, from which it grows: for each level of tiles the hashes of the last one, as far as it has any.
 * A level that is full becomes one hash of the level above.
 */
export class Frontier {
  /** Of a tree whose size and peaks are known. */
  static of(size: number, peaks: readonly Buffer[]): Frontier {
    const frontier = new Frontier(size);
    const left = [...peaks];
    for (let level = 0, above = size; above > 0; level++) {
      const width = above % TILE_WIDTH;
      const count = bitsIn(width);
      const own = count > 0 ? left.splice(-count) : [];
      frontier.levels.push(TreeRange.of(width, own));
      above = (above - width) / TILE_WIDTH;
    }
    return frontier;
  }

  /** By level of tiles, from that of the leaves. */
  private readonly levels: TreeRange[] = [];
  private readonly gained: TileHash[] = [];
  private leaves: number;

  private constructor(size: number) {
    this.leaves = size;
  }

  get size(): number {
    return this.leaves;
  }

  append(leaf: Buffer): void {
    this.add(leaf, 0);
    this.leaves += 1;
  }

  /** What tiles have gained since this frontier was made, by level in the order of the index. */
  get tileHashes(): readonly TileHash[] {
    return this.gained;
  }

  root(): Buffer {
    const peaks = [...this.levels].reverse().flatMap(level => level.peaks);
    return TreeRange.of(this.leaves, peaks).root();
  }

  private add(hash: Buffer, level: number): void {
    this.levels[level] ??= TreeRange.empty();
    this.levels[level].append(hash);
    if (this.levels[level].size === TILE_WIDTH) {
      const root = this.levels[level].root();
      const above = level + 1;
      this.gained.push({
        level: above,
        index: (this.leaves + 1) / TILE_WIDTH ** above - 1,
        hash: root,
      });
      this.levels[level] = TreeRange.empty();
      this.add(root, above);
    }
  }
}

function bitsIn(width: number): number {
  return width.toString(2).replaceAll('0', '').length;
}
