// SPDX-License-Identifier: Apache-2.0

/** How a process writes to a ledger that others write to as well. */
export interface WriterTask {
  readonly database: string;
  /**
   * As it is; with a head of the whole ledger that each append locks first, as one would who gives the order while
   * writing; or as it is, but that nothing is sealed.
   */
  readonly variant: 'as it is' | 'global head' | 'not sealed';
  /** Of the key that all processes of a ledger seal with. */
  readonly keyFile: string;
}

export type WriterCommands = {
  /** Makes up events, so that making them up is not measured. */
  prepare(input: {
    readonly events: number;
    readonly seed: number;
  }): Promise<number>;
  /** Appends what was made up, and resolves once it is committed. */
  append(input: null): Promise<number>;
};
