// SPDX-License-Identifier: Apache-2.0
import { isSameHash } from '../merkle/hashes';
import type { Subtree } from '../merkle/Subtree';
import { TreeRange } from '../merkle/TreeRange';
import { TILE_LEAVES, TILE_LEVEL } from './ExportFormat';

/**
 * The tree that an export is checked with: grown leaf by leaf and, where that differs from what the ledger keeps of 256 leaves,
 * grown another time with what it keeps. If the first has the root of the checkpoint, every leaf is as it was sealed; if the
 * second has, all are but those in the 256 that differ.
 */
export class ExportedTree {
  /** What comes before the tile that is being filled. */
  readonly #byLeaves = TreeRange.empty();
  /** The same with kept roots in it; undefined while none differed. */
  #byTiles: TreeRange | undefined;
  /** The tile that is being filled; undefined when it has not been filled from its beginning. */
  #tile: TreeRange | undefined = TreeRange.empty();
  #size = 0;
  #isWhole = true;
  readonly #roots = new Map<number, readonly Buffer[]>();

  /** `sizes` are those at which roots will be asked for. */
  constructor(private readonly sizes: ReadonlySet<number>) {
    this.#keepRoots();
  }

  get size(): number {
    return this.#size;
  }

  /** Whether every leaf up to here was given. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  append(leaf: Buffer): void {
    this.#closeTile();
    this.#size++;
    if (this.#tile !== undefined) {
      this.#tile.append(leaf);
    } else if (this.#isWhole) {
      this.#byLeaves.append(leaf);
      this.#byTiles?.append(leaf);
    }
    this.#beginTile();
    this.#keepRoots();
  }

  /** Appends what the file does not have the leaves of. */
  skip(subtrees: readonly Subtree[], roots: readonly Buffer[]): void {
    this.#closeTile();
    this.#openTile();
    subtrees.forEach(({ level }, at) => {
      if (this.#isWhole) {
        this.#byLeaves.appendSubtree(roots[at], level);
        this.#byTiles?.appendSubtree(roots[at], level);
      }
      this.#size += 2 ** level;
      this.#keepRoots();
    });
    this.#tile = undefined;
    this.#beginTile();
  }

  /** Goes on elsewhere, since leaves are missing: there are no more roots from here on. */
  goTo(size: number): void {
    this.#isWhole = false;
    this.#size = size;
    this.#tile = undefined;
    this.#beginTile();
  }

  /** Whether the 256 leaves that end here have the root that the ledger keeps of them; undefined when that cannot be said. */
  closeTile(kept: Buffer): boolean | undefined {
    const tile = this.#tile;
    if (tile?.size !== TILE_LEAVES) {
      return undefined;
    }
    const isSame = isSameHash(tile.root(), kept);
    if (!isSame && this.#isWhole) {
      this.#byTiles ??= this.#byLeaves.clone();
    }
    this.#closeTile(kept);
    this.#keepRoots();
    return isSame;
  }

  /**
   * Of what the tree with this size has the root that is given: of the leaves, of the roots that the ledger keeps, or of neither.
   * Undefined when the tree was never seen at this size.
   */
  fits(size: number, root: Buffer): 'leaves' | 'tiles' | 'neither' | undefined {
    const [byLeaves, byTiles] = this.#roots.get(size) ?? [];
    if (byLeaves === undefined) {
      return undefined;
    }
    if (isSameHash(byLeaves, root)) {
      return 'leaves';
    }
    return byTiles !== undefined && isSameHash(byTiles, root)
      ? 'tiles'
      : 'neither';
  }

  /** Moves a full tile into the trees. */
  #closeTile(kept?: Buffer): void {
    if (this.#tile?.size === TILE_LEAVES) {
      const root = this.#tile.root();
      if (this.#isWhole) {
        this.#byLeaves.appendSubtree(root, TILE_LEVEL);
        this.#byTiles?.appendSubtree(kept ?? root, TILE_LEVEL);
      }
      this.#tile = TreeRange.empty();
    }
  }

  /** Moves the leaves of a tile that will not be filled into the trees. */
  #openTile(): void {
    for (const tree of [this.#byLeaves, this.#byTiles]) {
      if (this.#isWhole && tree !== undefined) {
        appendTo(tree, this.#tile);
      }
    }
    this.#tile = undefined;
  }

  #beginTile(): void {
    if (this.#tile === undefined && this.#size % TILE_LEAVES === 0) {
      this.#tile = TreeRange.empty();
    }
  }

  #keepRoots(): void {
    if (this.#isWhole && this.sizes.has(this.#size)) {
      const trees = [this.#byLeaves, this.#byTiles ?? this.#byLeaves];
      this.#roots.set(
        this.#size,
        trees.map(tree => {
          const copy = tree.clone();
          appendTo(copy, this.#tile);
          return copy.root();
        }),
      );
    }
  }
}

/** Appends the leaves of one tree to another, by its largest subtrees. */
function appendTo(tree: TreeRange, leaves: TreeRange | undefined): void {
  let left = leaves?.size ?? 0;
  for (const peak of leaves?.peaks ?? []) {
    const level = Math.floor(Math.log2(left));
    tree.appendSubtree(peak, level);
    left -= 2 ** level;
  }
}
