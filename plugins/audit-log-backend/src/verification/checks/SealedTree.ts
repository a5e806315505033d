// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import type { CheckpointRow } from '../../database/sealingTables';
import { DamagedTreeError } from '../../sealing/DamagedTreeError';
import { Tree } from '../../sealing/Tree';
import { BLOCK, type LedgerStep } from '../operations/readStep';
import type { VerificationContext } from '../VerificationContext';
import { checkCheckpoint } from './checkCheckpoint';
import { KeptTree } from './KeptTree';

/** Compares the tree of the leaves that are kept with the hashes above them and with the checkpoints, while it grows. */
export class SealedTree {
  /** From a multiple of 256 on. */
  static async create(
    context: VerificationContext,
    start: number,
  ): Promise<SealedTree> {
    const tree = new SealedTree(context, start);
    const base = await tree.#read(start);
    if (base) {
      tree.#tree = KeptTree.of(base);
    } else {
      tree.#tree.skipTo(start);
    }
    return tree;
  }

  #tree = KeptTree.of(TreeRange.empty());
  /** Size of the last checkpoint that was found to fit. */
  #sound: number;
  #isUnsound = false;
  #lacksHashes = false;

  private constructor(
    private readonly context: VerificationContext,
    start: number,
  ) {
    this.#sound = start;
  }

  get size(): number {
    return this.#tree.size;
  }

  /** Leaves that nobody knows, up to a size. */
  skipTo(size: number): void {
    this.#tree.skipTo(size);
  }

  /** The next leaf, or that nobody knows it. When it completes a block, the promise MUST be waited for. */
  append(
    leaf: Uint8Array | undefined,
    { tiles }: Pick<LedgerStep, 'tiles'>,
  ): Promise<void> | undefined {
    if (leaf) {
      this.#tree.append(leaf);
    } else {
      this.#tree.skipTo(this.size + 1);
    }
    return this.size % BLOCK === 0
      ? this.#closeBlock(tiles.get(this.size / BLOCK - 1))
      : undefined;
  }

  /** A stored checkpoint, once the tree is of its size. */
  check(row: CheckpointRow): void {
    const { findings } = this.context;
    const { size, root, problem } = checkCheckpoint(row, this.context);
    const range = { sequence: this.#sound, until: size };
    if (problem) {
      findings.add({ ...problem, ...range });
    }
    if (size !== this.size || !this.#tree.isKnown) {
      return;
    }
    if (this.#tree.hasRoot(root)) {
      this.#sound = size;
      this.#isUnsound = false;
    } else if (!this.#isUnsound) {
      this.#isUnsound = true;
      const message = `These are not the events for which the checkpoint of ${size} events was signed`;
      findings.add({ kind: 'inconsistent', message, ...range });
    }
  }

  async #closeBlock(kept: Buffer | undefined): Promise<void> {
    const anchor = this.#tree.isKnown ? undefined : await this.#read(this.size);
    if (!this.#tree.closeBlock(kept, anchor).fits) {
      this.context.findings.add({
        kind: 'altered',
        message: `The leaves of these events are not those of which ${
          kept ? 'a hash' : 'a hash, now missing,'
        } was kept`,
        sequence: this.size - BLOCK,
        until: this.size,
      });
    }
  }

  /** The tree of so many leaves as it is kept; undefined where hashes are missing. */
  async #read(size: number): Promise<TreeRange | undefined> {
    try {
      return await Tree.create({ knex: this.context.knex }).range(size);
    } catch (error: unknown) {
      if (!(error instanceof DamagedTreeError)) {
        throw error;
      }
      if (!this.#lacksHashes) {
        this.#lacksHashes = true;
        const message = `Hashes of the first ${size} events are missing`;
        const range = { sequence: 0, until: size };
        this.context.findings.add({ kind: 'altered', message, ...range });
      }
      return undefined;
    }
  }
}
