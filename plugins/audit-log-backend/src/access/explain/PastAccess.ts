// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import { Turns } from '../../ledger/Turns';
import type { AccessModel } from '../model/AccessModel';
import type { AccessStore } from '../store/AccessStore';

/** Anyone may ask about themselves, as often as they like. */
const MOST_AT_ONCE = 20;

/**
 * Reads how access was. That takes the whole of it into memory, so that it is done for one question at a time, and only so
 * many wait for their turn.
 */
export class PastAccess {
  static create(options: {
    readonly access: Pick<AccessStore, 'asOf'>;
  }): PastAccess {
    return new PastAccess(options.access);
  }

  readonly #turns = new Turns();
  #asked = 0;

  private constructor(private readonly access: Pick<AccessStore, 'asOf'>) {}

  /** The model as everything was at a time, in epoch milliseconds. Throws a ServiceUnavailableError when too many ask. */
  async at(time: number): Promise<AccessModel> {
    if (this.#asked >= MOST_AT_ONCE) {
      throw new ServiceUnavailableError(
        'Too many ask at this moment how access was on an earlier day; ask again in a few seconds',
      );
    }
    this.#asked += 1;
    const turn = this.#turns.next();
    try {
      await turn.comes;
      return await this.access.asOf(time);
    } finally {
      this.#asked -= 1;
      turn.pass();
    }
  }
}
