// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';

export interface AwayLogOptions {
  readonly plugin: string;
  readonly logger: LoggerService;
}

/** Says in the log, once each, that the audit log does not take the events of a plugin, and that it takes them again. */
export class AwayLog {
  readonly #options: AwayLogOptions;
  #isAway = false;

  private constructor(options: AwayLogOptions) {
    this.#options = options;
  }

  static create(options: AwayLogOptions): AwayLog {
    return new AwayLog(options);
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  away(message: string): void {
    if (!this.#isAway) {
      this.#isAway = true;
      const { logger, plugin } = this.#options;
      logger.warn(
        `The audit log does not take the events of the plugin ${plugin}, which wait until it does`,
        { cause: message },
      );
    }
  }

  back(count: number): void {
    if (this.#isAway) {
      this.#isAway = false;
      const { logger, plugin } = this.#options;
      logger.info(
        `The audit log takes the events of the plugin ${plugin} again, the first ${count} of those that waited`,
      );
    }
  }
}
