// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import type { CheckpointOutlet } from './CheckpointOutlet';

/** Writes checkpoints to the log: the first, then one in so much time, and the last. */
export class LogOutlet implements CheckpointOutlet {
  static create(options: {
    readonly logger: LoggerService;
    readonly everyMs: number;
    readonly now?: () => number;
  }): LogOutlet {
    const { logger, everyMs, now = Date.now } = options;
    return new LogOutlet(logger, everyMs, now);
  }

  private last: Checkpoint | undefined;
  private written: Checkpoint | undefined;
  private writtenAt = -Infinity;

  private constructor(
    private readonly logger: LoggerService,
    private readonly everyMs: number,
    private readonly now: () => number,
  ) {}

  put(checkpoint: Checkpoint): void {
    this.last = checkpoint;
    if (this.now() - this.writtenAt >= this.everyMs) {
      this.write(checkpoint);
    }
  }

  async close(): Promise<void> {
    if (this.last && this.last !== this.written) {
      this.write(this.last);
    }
  }

  /** On one line, from which the note can be taken as a JSON text. */
  private write(checkpoint: Checkpoint): void {
    this.written = checkpoint;
    this.writtenAt = this.now();
    this.logger.info(
      `Checkpoint of the first ${
        checkpoint.size
      } events of the audit log: ${JSON.stringify(checkpoint.note)}`,
    );
  }
}
