// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';

const REMIND_MS = 60_000;

export interface FailureLogOptions {
  readonly logger: LoggerService;
  /** What is said while it fails, and what it means. */
  readonly failing: string;
  /** What is said when it works again. */
  readonly working: string;
  readonly now?: () => number;
}

/** Says that something fails that is tried again and again: when it begins to, once a minute, and when it works again. */
export class FailureLog {
  static create(options: FailureLogOptions): FailureLog {
    return new FailureLog(options);
  }

  #saidAt: number | undefined;

  private constructor(private readonly options: FailureLogOptions) {}

  failed(error: unknown): void {
    const { logger, failing, now = Date.now } = this.options;
    const time = now();
    if (this.#saidAt === undefined || time - this.#saidAt >= REMIND_MS) {
      this.#saidAt = time;
      logger.warn(failing, { cause: String(error) });
    }
  }

  worked(): void {
    const { logger, working } = this.options;
    if (this.#saidAt !== undefined) {
      this.#saidAt = undefined;
      logger.info(working);
    }
  }
}
