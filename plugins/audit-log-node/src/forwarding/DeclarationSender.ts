// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { growingPause } from '../growingPause';
import type { DeclaredEventType } from '../kit/DeclaredEventType';
import type { EventSender } from './EventSender';

export interface DeclarationSenderOptions {
  readonly plugin: string;
  readonly logger: LoggerService;
  /** Stops trying. */
  readonly signal: AbortSignal;
}

/** Tells the audit log in another process what a plugin declares of its events: the latest of it, until it is taken. */
export class DeclarationSender {
  readonly #options: DeclarationSenderOptions;
  #sender: EventSender | undefined;
  #declared: readonly DeclaredEventType[] = [];
  #declaring: Promise<void> | undefined;

  private constructor(options: DeclarationSenderOptions) {
    this.#options = options;
  }

  static create(options: DeclarationSenderOptions): DeclarationSender {
    return new DeclarationSender(options);
  }

  connect(sender: EventSender): void {
    this.#sender = sender;
    this.#start();
  }

  declare(types: readonly DeclaredEventType[]): void {
    this.#declared = types;
    this.#start();
  }

  #start(): void {
    if (this.#sender && this.#declared.length > 0) {
      this.#declaring ??= this.#declareAll().finally(() => {
        this.#declaring = undefined;
      });
    }
  }

  /** Until the latest of what is declared is taken. */
  async #declareAll(): Promise<void> {
    const { logger, plugin, signal } = this.#options;
    let taken: readonly DeclaredEventType[] = [];
    for (let failures = 0; taken !== this.#declared && !signal.aborted; ) {
      const types = this.#declared;
      const outcome = await this.#sender!.declare(types, signal);
      if (outcome.kind === 'later') {
        failures += 1;
        const pause = outcome.afterMs ?? growingPause(failures);
        await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
        continue;
      }
      if (outcome.kind === 'refused') {
        logger.error(
          `The audit log refuses what the plugin ${plugin} tells of its events: ${outcome.message}`,
        );
      }
      taken = types;
    }
  }
}
