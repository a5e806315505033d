// SPDX-License-Identifier: Apache-2.0

/** What one round of a side measured, by name: `rate`, `p50`, `p95`, and so on. */
export type Values = Readonly<Record<string, number>>;

/** One way of doing a thing. */
export interface Side {
  /** Unique within its part; measurements refer to it. */
  readonly name: string;
  /**
   * Does it once. It MUST be the same work in every round, and MUST throw when what was done is not what was asked for:
   * a figure of something that went wrong is worse than none. What has to be ready is made ready before its clock starts.
   */
  run(round: number): Promise<Values>;
}

/** A value that a side measures. */
export interface Source {
  readonly side: string;
  readonly value: string;
}

/** Of the ratio where something is compared, else of what is measured. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

export type Unit =
  | 'events/s'
  | 'requests/s'
  | 'ms'
  | 'µs'
  | 'bytes'
  | 'MiB'
  | 'events'
  | 'share';

/** A figure that is measured, what it is held against in the same run, and what it should be. */
export interface Measurement {
  /** Unique in the whole benchmark, and the same from run to run. */
  readonly name: string;
  readonly unit: Unit;
  readonly of: Source;
  /** Absent where the target is a figure of its own. */
  readonly comparedTo?: Source & { readonly what: string };
  /** Absent where the figure is only there to be read. */
  readonly target?: Target;
}

/** A part that is ready to be measured. */
export interface OpenPart {
  /** In the order in which they take turns. */
  readonly sides: readonly Side[];
  readonly measurements: readonly Measurement[];
  /** Rounds that this part needs at least, however short the benchmark is. */
  readonly rounds?: number;
  /** Rounds before the first that counts: caches filled, code compiled. One by default. */
  readonly warmUp?: number;
  /** What else there is to say of what was measured, once it is. */
  notes?(): readonly string[];
}

/** One row of the table of targets: a file of its own, run alone with `--only`. */
export interface Part<TBench> {
  readonly name: string;
  /** The row, in the words of the table. */
  readonly title: string;
  /** Makes everything ready. What has to be closed is left to the benchmark to close. */
  open(bench: TBench): Promise<OpenPart>;
}
