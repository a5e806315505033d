// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Health } from './Health';

const LOOK_MS = 5_000;
const SAY_AGAIN_MS = 60_000;

export interface HealthWatchOptions {
  readonly health: Pick<Health, 'status'>;
  readonly logger: LoggerService;
}

/** Warns in the log while anything is behind, each problem once a minute at most, and says when it is over. */
export class HealthWatch {
  readonly #options: HealthWatchOptions;
  readonly #saidAt = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: HealthWatchOptions) {
    this.#options = options;
  }

  static create(options: HealthWatchOptions): HealthWatch {
    return new HealthWatch(options);
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  look(): void {
    const { health, logger } = this.#options;
    const { problems } = health.status();
    const now = performance.now();
    for (const { code, message } of problems) {
      if (now - (this.#saidAt.get(code) ?? -Infinity) >= SAY_AGAIN_MS) {
        this.#saidAt.set(code, now);
        logger.warn(`The audit log is behind: ${message}`);
      }
    }
    const codes = problems.map(({ code }) => String(code));
    for (const code of [...this.#saidAt.keys()]) {
      if (!codes.includes(code)) {
        this.#saidAt.delete(code);
        logger.info(`The audit log is not behind any more (${code})`);
      }
    }
  }
}
