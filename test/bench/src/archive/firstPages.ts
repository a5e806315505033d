// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type {
  AuditEventReader,
  WindowedSearch,
} from 'backstage-plugin-audit-log-backend/src/query/AuditEventReader';
import type { Measurement, Side } from '../measuring/Measurement';
import { PAGE_SIZE, type ReadLedger } from '../reading/ReadLedger';
import { PAIRS, SINGLE_FILTERS, type SearchKind } from '../reading/searches';
import { COMMON_TEXTS } from '../reading/texts';
import { timedInTurn } from '../reading/timedInTurn';
import type { Measured } from './Measured';
import type { OlderMonths } from './OlderMonths';

const { action, actor, project, outcome } = SINGLE_FILTERS;
const KINDS: Readonly<Record<string, SearchKind>> = {
  'no filter': SINGLE_FILTERS['no filter'],
  actor,
  action,
  project,
  outcome,
  'actor and failed': PAIRS['actor and failed'],
  'project and action': PAIRS['project and action'],
  'two words': ({ meta }) => ({
    q: COMMON_TEXTS[Number(meta.attempt) % COMMON_TEXTS.length],
  }),
};
/** A page takes a few milliseconds, and the slowest of some dozens are chance: so each is read so often, as long as there is time. */
const TIMES = 20;

/**
 * First pages of the same searches, by a reader that knows of the archive and by one that knows of none. What the live table fills a
 * page with is searched for in all the time that there is, the rest in that of the live table: what has to be looked for in files takes
 * its time, and there is nothing to hold it against.
 */
export async function firstPages(
  ledger: ReadLedger,
  older: OlderMonths,
  spanning: AuditEventReader,
  samples: readonly AuditEvent[],
): Promise<Measured> {
  const sides: Side[] = [];
  const measurements: Measurement[] = [];
  const page = (reader: AuditEventReader) => (search: WindowedSearch) =>
    reader.readPage({
      search,
      scope: { kind: 'everything' },
      limit: PAGE_SIZE,
    });
  for (const [kind, searchOf] of Object.entries(KINDS)) {
    const searches: WindowedSearch[] = [];
    for (const sample of samples) {
      const search = ledger.search(searchOf(sample));
      const { next } = await ledger.page(search);
      searches.push(next ? { ...search, from: older.from } : search);
    }
    const side = `first page by ${kind}`;
    sides.push({
      name: side,
      run: () =>
        timedInTurn(Array.from({ length: TIMES }, () => searches).flat(), {
          with: page(spanning),
          without: page(ledger.reader),
        }),
    });
    measurements.push({
      name: `first page by ${kind} with 24 archived months`,
      unit: 'ms',
      of: { side, value: 'with p95' },
      comparedTo: { side, value: 'without p95', what: 'without, p95' },
      target: { atMost: 1.1 },
    });
  }
  return { sides, measurements };
}
