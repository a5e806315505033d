// SPDX-License-Identifier: Apache-2.0

/** A request to be sent. */
export interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is asked of the process that makes the load, which is none of those that are measured. */
export type LoadCommands = {
  /** Keeps requests at hand, so that making them up and passing them on is not measured; gives how many. */
  load(input: readonly Sent[]): Promise<number>;
  /**
   * Sends all that it has at hand, so many at a time, each until it is answered with 200: one that is refused because
   * there are too many is sent again a moment later.
   */
  sendAll(input: {
    readonly url: string;
    readonly atOnce: number;
  }): Promise<{ readonly seconds: number; readonly refused: number }>;
  /**
   * Sends what it has at hand at a fixed rate, whether it is answered or not, beginning anew as often as need be; gives
   * percentiles of the milliseconds from when each was due to the end of its answer.
   */
  sendAtRate(input: {
    readonly url: string;
    readonly perSecond: number;
    readonly seconds: number;
  }): Promise<{ readonly p50: number; readonly p99: number }>;
};
