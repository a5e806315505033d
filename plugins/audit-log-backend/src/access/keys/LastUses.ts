// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AccessStore } from '../store/AccessStore';
import { type KeyUse, noteUse } from './operations/noteUse';

/** How exactly it is known when a key was used. */
const WITHIN_MS = 60_000;
/** More than there are keys that work. Each has two tokens. */
const MOST_NOTED = 5_000;

export interface LastUsesOptions {
  readonly access: Pick<AccessStore, 'knex' | 'dialect'>;
  readonly logger: LoggerService;
}

/**
 * Keeps when keys were used, beside the requests: these do not wait for it, and do not fail with it. Each replica writes it
 * once a minute for each token.
 */
export class LastUses {
  static create(options: LastUsesOptions): LastUses {
    return new LastUses(options);
  }

  /** When a use was written last, by token; those longest ago come first. */
  readonly #noted = new Map<string, number>();
  readonly #writing = new Map<string, Promise<void>>();

  private constructor(private readonly options: LastUsesOptions) {}

  /** Writes it, unless that was done in the last minute or is being done. Never throws. */
  note(use: KeyUse): void {
    const token = `${use.keyId} ${use.previous}`;
    const last = this.#noted.get(token) ?? -Infinity;
    // A clock that was set back does not keep it from being written.
    if (
      this.#writing.has(token) ||
      (use.at >= last && use.at < last + WITHIN_MS)
    ) {
      return;
    }
    const written = this.#write(token, use).finally(() =>
      this.#writing.delete(token),
    );
    this.#writing.set(token, written);
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing.values());
  }

  async #write(token: string, use: KeyUse): Promise<void> {
    const { access, logger } = this.options;
    try {
      await noteUse(access.knex, access.dialect, use);
      this.#noted.delete(token);
      this.#noted.set(token, use.at);
      if (this.#noted.size > MOST_NOTED) {
        this.#noted.delete(this.#noted.keys().next().value!);
      }
    } catch (error: unknown) {
      logger.debug('The use of an ingestion key could not be written down', {
        key: use.keyId,
        cause: String(error),
      });
    }
  }
}
