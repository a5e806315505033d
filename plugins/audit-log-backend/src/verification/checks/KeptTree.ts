// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import { BLOCK } from '../operations/readStep';

const BLOCK_LEVEL = 8;

/**
 * The Merkle tree of the leaves that the ledger keeps, grown from its beginning and compared on the way with the hashes that
 * are kept of each 256 of them, and with the roots that were signed.
 *
 * Where leaves and hash do not fit each other, either may have been changed. Both ways are followed until a signed root
 * tells which was there.
 */
export class KeptTree {
  /** A tree of complete blocks: its size is a multiple of 256. */
  static of(blocks: TreeRange): KeptTree {
    return new KeptTree([blocks], blocks.size);
  }

  /** Leaves of the block that is not complete; undefined when some of them are not known. */
  #block: TreeRange | undefined = TreeRange.empty();

  private constructor(private bases: TreeRange[], private total: number) {}

  get size(): number {
    return this.total;
  }

  /** Whether all leaves up to here are known, so that a root can be told. */
  get isKnown(): boolean {
    return this.bases.length > 0 && this.#block !== undefined;
  }

  /** The next leaf. Tells when a block is complete: `closeBlock` MUST then be called. */
  append(leaf: Uint8Array): { readonly completesBlock: boolean } {
    this.#block?.append(leaf);
    this.total += 1;
    return { completesBlock: this.total % BLOCK === 0 };
  }

  /** Leaves that nobody knows, up to a size. */
  skipTo(size: number): void {
    this.#block = undefined;
    this.bases = [];
    this.total = size;
  }

  /**
   * The block that ends here is complete, and this is kept as its hash. False when its leaves do not make it. After unknown
   * leaves it is where the tree goes on: `anchor` gives the tree up to here as it is kept.
   */
  closeBlock(
    kept: Buffer | undefined,
    anchor: TreeRange | undefined,
  ): { readonly fits: boolean } {
    const block = this.#block;
    this.#block = TreeRange.empty();
    if (this.bases.length === 0 || !block) {
      this.bases = anchor ? [anchor] : [];
      return { fits: true };
    }
    const root = block.root();
    if (kept?.equals(root)) {
      this.bases.forEach(base => base.appendSubtree(root, BLOCK_LEVEL));
      return { fits: true };
    }
    const [byLeaves] = this.bases;
    const byHash = this.bases[this.bases.length - 1].clone();
    byLeaves.appendSubtree(root, BLOCK_LEVEL);
    if (kept) {
      byHash.appendSubtree(kept, BLOCK_LEVEL);
    }
    this.bases = kept ? [byLeaves, byHash] : [byLeaves];
    return { fits: false };
  }

  /** Whether this is a root of the tree as it is now. What does not lead to it is forgotten, unless nothing does. */
  hasRoot(root: Buffer): boolean {
    const fitting = this.bases.filter(base => this.#rootOn(base).equals(root));
    if (fitting.length > 0) {
      this.bases = [fitting[0]];
    }
    return fitting.length > 0;
  }

  #rootOn(base: TreeRange): Buffer {
    const tree = base.clone();
    // The peaks of what follows a multiple of 256 are those of less than 256 leaves.
    let rest = this.#block!.size;
    for (const peak of this.#block!.peaks) {
      const level = Math.floor(Math.log2(rest));
      tree.appendSubtree(peak, level);
      rest -= 2 ** level;
    }
    return tree.root();
  }
}
