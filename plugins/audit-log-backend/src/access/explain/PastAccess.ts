// SPDX-License-Identifier: Apache-2.0
import { Turns } from '../../ledger/Turns';
import type { AccessModel } from '../model/AccessModel';
import type { AccessStore } from '../store/AccessStore';

/** Reads how access was. That takes the whole of it into memory, so that it is done for one question at a time. */
export class PastAccess {
  static create(options: { readonly access: AccessStore }): PastAccess {
    return new PastAccess(options.access);
  }

  readonly #turns = new Turns();

  private constructor(private readonly access: AccessStore) {}

  /** The model as everything was at a time, in epoch milliseconds. */
  async at(time: number): Promise<AccessModel> {
    const turn = this.#turns.next();
    await turn.comes;
    try {
      return await this.access.asOf(time);
    } finally {
      turn.pass();
    }
  }
}
