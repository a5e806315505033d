// SPDX-License-Identifier: Apache-2.0
import type { ExportReport } from '../export/ExportReport';
import type { ServerReport } from '../live/verifyServer';

/** What it means that nothing is wrong with an export, in one sentence. */
export function meaningOfExport(report: ExportReport): string {
  const { erased, removed, isComplete, since, checkpoint } = report;
  const events = `${eventsOf(report.events)} as sealed${
    erased > 0 ? ` (of ${erased} personal data was erased since)` : ''
  }`;
  if (!isComplete) {
    return `${events}.`;
  }
  const until =
    checkpoint?.time === undefined ? '' : ` until ${checkpoint.time}`;
  const sealed = `${
    since === undefined ? 'from the beginning' : `after ${since}`
  }${until}`;
  return `${events}, and none is missing of what was sealed ${sealed}${
    removed > 0
      ? `, other than ${removed.toLocaleString(
          'en',
        )} whose time was over: signed statements tell of them`
      : ''
  }.`;
}

/** What it means that nothing is wrong with a live portal, in one sentence. */
export function meaningOfServer(report: ServerReport): string {
  const parts = [
    ...(report.isCompared
      ? ['nothing that the saved checkpoint was of has been changed or cut off']
      : []),
    ...(report.export === undefined ? [] : [meaningOfExport(report.export)]),
  ];
  return parts.length === 0
    ? 'the checkpoint of the portal is signed. Save it (--save) and compare with it the next time, or verify all events (--full).'
    : `${parts.join('; ').replace(/\.$/, '')}.`;
}

function eventsOf(count: number): string {
  return count === 1
    ? 'the event is'
    : `all ${count.toLocaleString('en')} events are`;
}
