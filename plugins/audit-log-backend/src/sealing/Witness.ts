// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import { TreeRange } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import { Contradictions } from './Contradictions';
import { DamagedTreeError } from './DamagedTreeError';
import type { SealingKeys } from './keys/SealingKeys';
import {
  readSealingState,
  type SealingState,
} from './operations/readSealingState';
import {
  requireGrownFrom,
  requireUnaltered,
  type KnownCheckpoint,
  type KnownTree,
} from './requireUnaltered';
import { SealingRefusedError } from './SealingRefusedError';
import { Tree } from './Tree';

/** How often it is read again what there is outside the database. */
const REMEMBER_EVERY_MS = 60_000;
const EMPTY: KnownTree = { size: 0, root: TreeRange.empty().root() };

export interface WitnessOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly keys: SealingKeys;
  readonly logger: LoggerService;
  /** The newest checkpoint that there is where the database does not reach. May take as long as it likes. */
  readonly remember?: () => Promise<KnownCheckpoint | undefined>;
  readonly now?: () => number;
}

/**
 * Sees for one process that the ledger only ever grows, as a witness of a transparency log does. It keeps the last checkpoint that it
 * has seen, whoever signed it, and takes the next one only when the tree of that begins with the tree of this.
 *
 * When it does not, the witness keeps the checkpoint it has, and tells of it for as long as that is so those who have not seen it, such
 * as a process that started later.
 */
export class Witness {
  static create(options: WitnessOptions): Witness {
    return new Witness(options);
  }

  private readonly tree: Tree;
  private seen: KnownCheckpoint | undefined;
  private remembered: KnownCheckpoint | undefined;
  private remembering: Promise<void> | undefined;
  private rememberedAt = -Infinity;
  private failing = false;
  private readonly contradictions: Contradictions;
  private readonly now: () => number;

  private constructor(private readonly options: WitnessOptions) {
    this.tree = Tree.create({ knex: options.knex });
    this.contradictions = Contradictions.create(options);
    this.now = options.now ?? Date.now;
  }

  /** What the ledger must have grown from. */
  get known(): KnownTree | undefined {
    return this.seen;
  }

  /** To be called before the first look. Rejects when what lies outside the database cannot be read. */
  async begin(): Promise<void> {
    this.seen = await this.options.remember?.();
    this.rememberedAt = this.now();
  }

  /** This process has signed a checkpoint. */
  sign({ size, root, note }: Checkpoint): void {
    this.seen = { size, root: Buffer.from(root, 'base64'), note };
  }

  /**
   * How far sealing is. Rejects with a SealingRefusedError, or a DamagedTreeError, when the ledger is not what was signed last, or has
   * not grown from what this process knows of. Reads one row while nothing has moved.
   */
  async look(): Promise<SealingState> {
    const { knex, dialect } = this.options;
    this.rememberAgain();
    // Before the state, which is then of no earlier moment: what was signed meanwhile is not missing in it.
    const { remembered } = this;
    const state = await readSealingState(knex, dialect);
    const present = await this.present(state);
    const known = [this.seen, remembered, this.contradictions.in(state)];
    for (const checkpoint of known) {
      if (checkpoint && checkpoint.note !== present?.note) {
        await this.requireGrownFrom(checkpoint, present ?? EMPTY, state);
      }
    }
    if (this.remembered === remembered) {
      this.remembered = undefined;
    }
    this.seen = present;
    return state;
  }

  /** Resolves when nothing is under way; what was told to others does not outlive this process. It does not reject. */
  async end(): Promise<void> {
    await this.contradictions.withdraw().catch(() => {
      // It is over by itself.
    });
    await this.remembering;
  }

  /** The ledger as it was signed last, which is verified where it is another than was seen; undefined before anything is. */
  private async present(
    state: SealingState,
  ): Promise<KnownCheckpoint | undefined> {
    const { sealed, latest } = state;
    const { seen, tree } = this;
    if (
      seen?.size === sealed &&
      latest?.size === sealed &&
      latest.root === seen.root.toString('base64')
    ) {
      return seen;
    }
    const range = await tree.range(sealed);
    const { keys } = this.options;
    await requireUnaltered({ range, last: latest, keys, tree });
    return latest && { size: sealed, root: range.root(), note: latest.note };
  }

  private async requireGrownFrom(
    known: KnownCheckpoint,
    present: KnownTree,
    state: SealingState,
  ): Promise<void> {
    try {
      await requireGrownFrom(known, present, this.tree);
    } catch (error: unknown) {
      if (
        error instanceof SealingRefusedError ||
        error instanceof DamagedTreeError
      ) {
        this.seen = known;
        await this.contradictions.tell(known.note, state).catch(() => {
          // Not signing does not hang on it, and it is tried again with the next look.
        });
      }
      throw error;
    }
  }

  /** Beside the look: storage that hangs, such as that of another machine, holds nothing up. */
  private rememberAgain(): void {
    const { remember, logger } = this.options;
    const since = this.now() - this.rememberedAt;
    if (!remember || this.remembering || since < REMEMBER_EVERY_MS) {
      return;
    }
    this.remembering = remember()
      .then(
        found => {
          this.remembered = found;
          this.failing = false;
        },
        (error: unknown) => {
          if (!this.failing) {
            this.failing = true;
            logger.warn(
              'Checkpoints outside the database cannot be read, so the audit log is not compared with them for now; it is tried again every minute',
              { cause: String(error) },
            );
          }
        },
      )
      .finally(() => {
        this.rememberedAt = this.now();
        this.remembering = undefined;
      });
  }
}
