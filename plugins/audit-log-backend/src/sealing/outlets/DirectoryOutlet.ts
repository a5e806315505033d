// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import type { SealingKeys } from '../keys/SealingKeys';
import type { KnownCheckpoint } from '../requireUnaltered';
import { checkpointFile, parseFileName } from './checkpointFile';
import type { CheckpointOutlet } from './CheckpointOutlet';
import { superfluousFiles } from './superfluousFiles';

const THIN_EVERY_MS = 10 * 60_000;
/** Of the largest, since one that cannot be read must not hide the one before. */
const MOST_READ = 20;

export interface DirectoryOutletOptions {
  readonly directory: string;
  readonly logger: LoggerService;
  readonly now?: () => number;
}

/**
 * Writes checkpoints to a directory, each to a file of its own that is there as a whole or not at all. It is worth as much as it is
 * out of reach of those who can write to the database: on another machine, or where nothing can be overwritten.
 */
export class DirectoryOutlet implements CheckpointOutlet {
  static create(options: DirectoryOutletOptions): DirectoryOutlet {
    return new DirectoryOutlet(options);
  }

  private waiting: Checkpoint | undefined;
  private running: Promise<void> | undefined;
  private thinnedAt = -Infinity;
  /** Files that were said to be of no use. */
  private useless: ReadonlySet<string> = new Set();
  private failing = false;
  private readonly now: () => number;

  private constructor(private readonly options: DirectoryOutletOptions) {
    this.now = options.now ?? Date.now;
  }

  put(checkpoint: Checkpoint): void {
    this.waiting = checkpoint;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
  }

  async close(): Promise<void> {
    await this.running;
  }

  /**
   * The largest checkpoint in the directory that is signed with a key that is believed; undefined where there is none. It says of each
   * larger one once why it is not that.
   */
  async newest(keys: SealingKeys): Promise<KnownCheckpoint | undefined> {
    const { directory, logger } = this.options;
    const files = (await this.files()).sort(
      (one, other) => other.size - one.size,
    );
    const useless = new Map<string, string>();
    let newest: KnownCheckpoint | undefined;
    for (const { name } of files.slice(0, MOST_READ)) {
      try {
        const note = await readFile(join(directory, name), 'utf8');
        const { checkpoint, signedBy } = keys.verify(note);
        if (signedBy.length > 0) {
          newest = { size: checkpoint.size, root: checkpoint.root, note };
          break;
        }
        useless.set(
          name,
          'is signed with a key that this backend does not know, so the ledger is not compared with it; name its public key in auditLog.sealing.keys',
        );
      } catch (error: unknown) {
        useless.set(name, `is no checkpoint that could be read: ${error}`);
      }
    }
    for (const [name, why] of useless) {
      if (!this.useless.has(name)) {
        logger.warn(`${join(directory, name)} ${why}`);
      }
    }
    this.useless = new Set(useless.keys());
    return newest;
  }

  private async run(): Promise<void> {
    while (this.waiting) {
      const checkpoint = this.waiting;
      this.waiting = undefined;
      try {
        await this.write(checkpoint);
        await this.thin();
        this.failing = false;
      } catch (error: unknown) {
        if (!this.failing) {
          this.failing = true;
          this.options.logger.warn(
            `Checkpoints of the audit log cannot be written to ${this.options.directory}; it is tried again with each`,
            { cause: String(error) },
          );
        }
      }
    }
  }

  private async write(checkpoint: Checkpoint): Promise<void> {
    const { directory } = this.options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const unfinished = join(directory, `.${randomUUID()}`);
    try {
      await writeFile(unfinished, checkpoint.note, {
        flag: 'wx',
        mode: 0o600,
        flush: true,
      });
      await rename(unfinished, join(directory, checkpointFile(checkpoint)));
    } catch (error: unknown) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  private async thin(): Promise<void> {
    const now = this.now();
    if (now - this.thinnedAt >= THIN_EVERY_MS) {
      this.thinnedAt = now;
      for (const { name } of superfluousFiles(await this.files(), now)) {
        await rm(join(this.options.directory, name), { force: true });
      }
    }
  }

  private async files() {
    try {
      const names = await readdir(this.options.directory);
      return names.flatMap(name => parseFileName(name) ?? []);
    } catch (error: unknown) {
      if ((error as { code?: unknown } | null)?.code === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }
}
