// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { isError } from '@backstage/errors';
import type { ArchiveStore } from '../store/ArchiveStore';

const CHECK_EVERY_MS = 60_000;
const WAIT_MS = 2_000;

/** Why the archive cannot be used, and since when that is known. */
export interface ArchiveProblem {
  readonly message: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

export interface ArchiveCheckOptions {
  readonly store: Pick<ArchiveStore, 'check'>;
  readonly clock: () => number;
  readonly checkEveryMs?: number;
  readonly waitMs?: number;
}

/** Knows whether the archive can be used. It is asked once a minute at most, and nobody waits for an archive that does not answer. */
export class ArchiveCheck {
  static create(options: ArchiveCheckOptions): ArchiveCheck {
    return new ArchiveCheck(options);
  }

  #problem: ArchiveProblem | undefined;
  #checking: Promise<void> | undefined;
  #checkedAt = -Infinity;

  private constructor(private readonly options: ArchiveCheckOptions) {}

  /** What is known by now. Undefined: nothing is wrong. */
  get problem(): ArchiveProblem | undefined {
    return this.#problem;
  }

  /** Looks again, if that was not done a moment ago, and waits two seconds at most. */
  async look(): Promise<ArchiveProblem | undefined> {
    const { checkEveryMs = CHECK_EVERY_MS, waitMs = WAIT_MS } = this.options;
    if (
      !this.#checking &&
      performance.now() - this.#checkedAt >= checkEveryMs
    ) {
      this.#checking = this.#check();
    }
    if (this.#checking) {
      const over = new AbortController();
      const isSlow = await Promise.race([
        this.#checking.then(() => false),
        sleep(waitMs, true, { signal: over.signal, ref: false }).catch(
          () => false,
        ),
      ]);
      over.abort();
      if (isSlow && !this.#problem) {
        this.#found(
          `The archive has not answered for ${
            waitMs / 1_000
          } seconds; look whether it can be reached from this machine`,
        );
      }
    }
    return this.#problem;
  }

  /** It does not reject. */
  async #check(): Promise<void> {
    try {
      await this.options.store.check();
      this.#problem = undefined;
    } catch (error: unknown) {
      this.#found(isError(error) ? error.message : String(error));
    }
    this.#checkedAt = performance.now();
    this.#checking = undefined;
  }

  #found(message: string): void {
    const since = this.#problem?.since ?? this.options.clock();
    this.#problem = { message, since };
  }
}
