// SPDX-License-Identifier: Apache-2.0
import type { BenchPart } from '../Bench';

const MENTIONED = 8;

/** All indexes of all tables of the audit log, as they have grown while the ledger appended events in the order of time. */
export const indexBytes: BenchPart = {
  name: 'index-bytes',
  title: 'index bytes per event on PostgreSQL',
  async open(bench) {
    const { indexes } = await bench.seeded(bench.sizes.large);
    return {
      // They do not differ from round to round.
      warmUp: 0,
      sides: [
        {
          name: 'indexes',
          run: async () => ({
            bytes: indexes.reduce((sum, one) => sum + one.bytesPerEvent, 0),
          }),
        },
      ],
      measurements: [
        {
          name: 'index bytes per event on PostgreSQL',
          unit: 'bytes',
          of: { side: 'indexes', value: 'bytes' },
          target: { atMost: 350 },
        },
      ],
      notes: () => [
        `The largest, in bytes per event: ${indexes
          .slice(0, MENTIONED)
          .map(
            ({ name, bytesPerEvent }) => `${name} ${bytesPerEvent.toFixed(0)}`,
          )
          .join(', ')}.`,
      ],
    };
  },
};
