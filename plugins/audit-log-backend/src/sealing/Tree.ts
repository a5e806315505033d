// SPDX-License-Identifier: Apache-2.0
import {
  consistencyProof,
  inclusionProof,
  type Subtree,
  subtreesOf,
  TreeRange,
} from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { DamagedTreeError } from './DamagedTreeError';
import { TILE_WIDTH } from './Frontier';
import { readLeafRanges } from './operations/readLeafRanges';
import { readTiles } from './operations/readTiles';

const HASH_LENGTH = 32;
const LEVELS_IN_TILE = 8;

/**
 * The Merkle tree over the ledger, as far as it is sealed. What is complete of it never changes, so any two of its sizes can
 * be asked about at any time, and by any number of processes while it grows.
 *
 * Every method rejects with a DamagedTreeError where hashes are missing. That those which are there are right, it does not
 * know: whoever gets a proof compares it with a checkpoint.
 */
export class Tree {
  /** Within a transaction, when it is given one. */
  static create(options: { readonly knex: Knex }): Tree {
    return new Tree(options.knex);
  }

  private constructor(private readonly knex: Knex) {}

  inclusion(index: number, size: number): Promise<Buffer[]> {
    return inclusionProof({ index, size, read: this.read });
  }

  consistency(from: number, to: number): Promise<Buffer[]> {
    return consistencyProof({ from, to, read: this.read });
  }

  /** The complete subtrees of the tree of a size, from which it can be grown. */
  async range(size: number): Promise<TreeRange> {
    return TreeRange.of(size, await this.read(subtreesOf(0, size)));
  }

  async root(size: number): Promise<Buffer> {
    return (await this.range(size)).root();
  }

  /** The roots of complete subtrees, in two queries at most, however many there are. */
  readonly read = async (
    subtrees: readonly Subtree[],
  ): Promise<readonly Buffer[]> => {
    const places = subtrees.map(placeOf);
    const tiles = await readTiles(
      this.knex,
      places.filter(({ level }) => level > 0),
    );
    const blocks = await readLeafRanges(
      this.knex,
      places.filter(({ level }) => level === 0),
    );
    return places.map(place => {
      const hashes = (place.level > 0 ? tiles : blocks)(place);
      if (hashes?.length !== place.count * HASH_LENGTH) {
        throw new DamagedTreeError(
          `The hash of the events ${firstEvent(place)} to ${
            firstEvent(place) + place.count * TILE_WIDTH ** place.level - 1
          } is missing in the ledger`,
        );
      }
      return rootOf(hashes);
    });
  };
}

/** Hashes in a row in one tile; those of level 0 are leaves, which are in the batches. */
export interface Place {
  readonly level: number;
  /** Of the first hash. */
  readonly index: number;
  readonly count: number;
}

function placeOf({ level, index }: Subtree): Place {
  const tileLevel = Math.floor(level / LEVELS_IN_TILE);
  const count = 2 ** (level % LEVELS_IN_TILE);
  return { level: tileLevel, index: index * count, count };
}

function firstEvent({ level, index }: Place): number {
  return index * TILE_WIDTH ** level;
}

function rootOf(hashes: Buffer): Buffer {
  const range = TreeRange.empty();
  for (let at = 0; at < hashes.length; at += HASH_LENGTH) {
    range.append(hashes.subarray(at, at + HASH_LENGTH));
  }
  return range.root();
}
