// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { DamagedTreeError } from '../../sealing/DamagedTreeError';
import type { Sealing } from '../../sealing/createSealing';
import { readTileHashes } from '../../verification/operations/readTileHashes';
import { readKeptLeaves } from './operations/readSpan';
import { BLOCK } from './operations/sequenceBlocks';
import { WaitingError } from './WaitingError';

/** Leaves that the lowest of the kept hashes are of. */
const HASHED = 256;

/**
 * The leaves that the ledger keeps, each compared with the hash that is kept of the 256 it is among, so that what is read here is
 * what the signed root was made of. To be asked for in the order of the sequences.
 */
export class KeptLeaves {
  /**
   * Rejects with a WaitingError unless the tree is what was signed last, by a key that is believed: nothing may leave a ledger that
   * was altered.
   */
  static async create(
    knex: Knex,
    { checkpoints, keys, tree }: Pick<Sealing, 'checkpoints' | 'keys' | 'tree'>,
  ): Promise<KeptLeaves> {
    const last = await checkpoints.latest();
    if (!last) {
      return new KeptLeaves(knex, 0, undefined);
    }
    const { checkpoint, signedBy } = keys.verify(last.note);
    const root = await tree.root(last.size);
    if (
      signedBy.length === 0 ||
      checkpoint.size !== last.size ||
      !checkpoint.root.equals(root)
    ) {
      throw new WaitingError(
        'The ledger is not what was signed last, or was signed with a key that this backend does not know: verify it first',
      );
    }
    return new KeptLeaves(knex, last.size, last.note);
  }

  #block = -1;
  #leaves: (sequence: number) => Buffer | undefined = () => undefined;
  #hashes: ReadonlyMap<number, Buffer> = new Map();
  readonly #sound = new Set<number>();

  private constructor(
    private readonly knex: Knex,
    /** How many events are sealed. */
    readonly size: number,
    /** The note of the checkpoint of so many. */
    readonly checkpoint: string | undefined,
  ) {}

  /** Undefined for an event that was never sealed. Rejects with a DamagedTreeError where a leaf is not what was sealed. */
  async of(sequence: number): Promise<Buffer | undefined> {
    const block = Math.floor(sequence / BLOCK);
    if (block !== this.#block) {
      const from = block * BLOCK;
      const to = from + BLOCK;
      this.#leaves = await readKeptLeaves(this.knex, from, to);
      this.#hashes = await readTileHashes(
        this.knex,
        1,
        from / HASHED,
        to / HASHED,
      );
      this.#block = block;
      this.#sound.clear();
    }
    const leaf = this.#leaves(sequence);
    if (sequence < this.size) {
      this.#requireSound(Math.floor(sequence / HASHED));
      if (!leaf) {
        throw new DamagedTreeError(
          `The leaf of event ${sequence} is not there any more`,
        );
      }
    }
    return leaf;
  }

  /** Those behind the last complete 256 have been compared with the signed root itself. */
  #requireSound(index: number): void {
    if (this.#sound.has(index) || (index + 1) * HASHED > this.size) {
      return;
    }
    const range = TreeRange.empty();
    for (let place = 0; place < HASHED; place++) {
      const leaf = this.#leaves(index * HASHED + place);
      if (leaf) {
        range.append(leaf);
      }
    }
    if (
      range.size !== HASHED ||
      !this.#hashes.get(index)?.equals(range.root())
    ) {
      throw new DamagedTreeError(
        `The leaves of the events ${index * HASHED} to ${
          (index + 1) * HASHED - 1
        } are not those of which a hash was kept`,
      );
    }
    this.#sound.add(index);
  }
}
