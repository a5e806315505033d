// SPDX-License-Identifier: Apache-2.0

/** How much of everything is measured. */
export interface Sizes {
  readonly rounds: number;
  /** Appended in a round of ingest. */
  readonly ingested: number;
  /** Inserted one by one in a round. */
  readonly insertedSingly: number;
  /** Sent in a round, each an event. */
  readonly requests: number;
  /** A second, where requests come at a fixed rate, and for how many seconds. */
  readonly rate: number;
  readonly seconds: number;
  /** Events of the two ledgers that are read, spread over a year. */
  readonly small: number;
  readonly large: number;
  /** Pages of a kind that are read in a round. */
  readonly pages: number;
  readonly depth: number;
  readonly exported: number;
  readonly verified: number;
  /** Written to a file of the archive, and read back, in a round. */
  readonly filed: number;
  /** Of the month that is archived. */
  readonly archived: number;
  /** Entities of the catalog that is watched. */
  readonly entities: number;
  readonly processedEntities: number;
  /** Decisions of the policy of a kind in a round. */
  readonly decisions: number;
}

export function fullSizes(events: number): Sizes {
  return {
    rounds: 5,
    ingested: 30_000,
    insertedSingly: 3_000,
    requests: 6_000,
    rate: 200,
    seconds: 10,
    small: Math.min(100_000, events),
    large: events,
    pages: 40,
    depth: Math.min(1_000_000, Math.floor(events / 2)),
    exported: Math.min(1_000_000, Math.floor(events / 2)),
    verified: 50_000,
    filed: 100_000,
    archived: Math.min(1_000_000, events),
    entities: 50_000,
    processedEntities: 2_000,
    decisions: 20_000,
  };
}

/** Every figure, though none that says anything: to see that the benchmark still works. */
export const SHORT_SIZES: Sizes = {
  rounds: 2,
  ingested: 500,
  insertedSingly: 100,
  requests: 200,
  rate: 100,
  seconds: 1,
  small: 1_000,
  large: 5_000,
  pages: 2,
  depth: 1_000,
  exported: 2_000,
  verified: 1_000,
  filed: 1_000,
  archived: 2_000,
  entities: 300,
  processedEntities: 50,
  decisions: 500,
};
