// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type {
  AuditEventReader,
  ReadPage,
  WindowedSearch,
} from 'backstage-plugin-audit-log-backend/src/query/AuditEventReader';
import type { Measurement, Side } from '../measuring/Measurement';
import { PAGE_SIZE, type ReadLedger } from '../reading/ReadLedger';
import { PAIRS, SINGLE_FILTERS } from '../reading/searches';
import { timed } from '../reading/timed';
import { withUses } from '../withUses';
import type { Measured } from './Measured';
import type { OlderMonths } from './OlderMonths';
import { spanningReader } from './spanningReader';

const HALF_MS = 15 * 24 * 60 * 60 * 1000;
const ORDERS = ['newest', 'oldest'] as const;
const { action, actor, project, target } = SINGLE_FILTERS;
/** What few events have comes first from one place and then from the other, whichever is first. */
const RARE = PAIRS['actor and failed'];
const KINDS = [
  SINGLE_FILTERS['no filter'],
  RARE,
  actor,
  action,
  project,
  target,
];

/**
 * The first rows of searches of 30 days of which half are live and half are in the archive: by a reader that has read the file before,
 * and by one that has to find out about it, compare its hash and start DuckDB first.
 */
export async function acrossBorder(
  ledger: ReadLedger,
  older: OlderMonths,
  spanning: AuditEventReader,
  samples: readonly AuditEvent[],
): Promise<Measured> {
  const sides: Side[] = [];
  const measurements: Measurement[] = [];
  let read = 0;
  let crossed = 0;
  const count = ({ items, archive }: ReadPage) => {
    const archived = archive?.ids.length ?? 0;
    read += 1;
    crossed += archived > 0 && archived < items.length ? 1 : 0;
  };
  for (const order of ORDERS) {
    const searchOf = (kind: typeof RARE) => (sample: AuditEvent) =>
      ledger.search({
        ...kind(sample),
        order,
        from: older.border - HALF_MS,
        to: older.border + HALF_MS,
      });
    const warm = `${order} first`;
    const cold = `${order} first, cold`;
    const searches = samples.flatMap(sample =>
      KINDS.map(kind => searchOf(kind)(sample)),
    );
    sides.push(
      {
        name: warm,
        run: () =>
          timed(searches, async search =>
            count(await firstRows(spanning, search)),
          ),
      },
      {
        name: cold,
        run: round =>
          withUses(async uses => {
            const search = searchOf(RARE)(samples[round % samples.length]);
            const reader = spanningReader(uses, ledger, older);
            return timed([search], () => firstRows(reader, search));
          }),
      },
    );
    measurements.push(
      ...[warm, cold].map(side => ({
        name: `first rows of 30 days across the border, ${side}`,
        unit: 'ms' as const,
        of: { side, value: 'highest' },
        target: { atMost: 2_000 },
      })),
    );
  }
  return {
    sides,
    measurements,
    notes: () => [
      `Of ${read} pages across the border, ${crossed} had events of both sides of it.`,
    ],
  };
}

/** A page may have looked through a part of the time and found nothing. */
async function firstRows(
  reader: AuditEventReader,
  search: WindowedSearch,
): Promise<ReadPage> {
  for (let position: ReadPage['next']; ; ) {
    const page = await reader.readPage({
      search,
      position,
      scope: { kind: 'everything' },
      limit: PAGE_SIZE,
    });
    if (page.items.length > 0 || !page.next) {
      return page;
    }
    position = page.next;
  }
}
