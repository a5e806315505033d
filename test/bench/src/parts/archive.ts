// SPDX-License-Identifier: Apache-2.0
import { acrossBorder } from '../archive/acrossBorder';
import { createOlderMonths, MONTHS } from '../archive/createOlderMonths';
import { eventFiles } from '../archive/eventFiles';
import { firstPages } from '../archive/firstPages';
import { monthArchived } from '../archive/monthArchived';
import { spanningReader } from '../archive/spanningReader';
import type { BenchPart } from '../Bench';
import { ReadLedger } from '../reading/ReadLedger';
import { sampleEvents } from '../reading/sampleEvents';

/** The archive: into it, out of it, beside it, and across where it meets the live table. */
export const archive: BenchPart = {
  name: 'archive',
  title: 'archive of closed months',
  async open(bench) {
    const { sizes } = bench;
    const seeded = await bench.seeded(sizes.large);
    const ledger = await ReadLedger.open(bench, seeded);
    const older = await createOlderMonths(bench, seeded);
    const spanning = spanningReader(bench, ledger, older);
    const samples = await sampleEvents(ledger, sizes.pages);
    const border = await acrossBorder(ledger, older, spanning, samples);
    // What has to be warm is so once this has been done.
    await border.sides[0].run(0);
    const measured = [
      await eventFiles(bench),
      await firstPages(ledger, older, spanning, samples),
      border,
      await monthArchived(bench),
    ];
    const text = (number: number) => number.toLocaleString('en');
    return {
      warmUp: 0,
      sides: measured.flatMap(({ sides }) => sides),
      measurements: measured.flatMap(({ measurements }) => measurements),
      notes: () => [
        `${text(seeded.events)} events were live, and ${MONTHS} files of ${text(
          older.eventsPerMonth,
        )} each in the archive; ${text(sizes.archived)} were archived.`,
        ...measured.flatMap(({ notes }) => notes?.() ?? []),
      ],
    };
  },
};
