// SPDX-License-Identifier: Apache-2.0
import type { RetentionRun } from 'backstage-plugin-audit-log-common';
import { EventTime } from '../../cells/EventTime';
import { LabelChip } from '../../cells/LabelChip';
import type { AccessColumn } from '../../list/AccessTable';
import { RUN_COLUMNS } from '../../list/runColumns';
import { ShortText } from '../../list/ShortText';
import { RUN_STATES } from './runStates';

/** What the list says of each run. */
export const RETENTION_RUN_COLUMNS: readonly AccessColumn<RetentionRun>[] = [
  {
    title: 'Began',
    width: 168,
    cell: ({ startedAt }) => <EventTime time={startedAt} />,
  },
  {
    title: 'Result',
    cell: ({ state, error, waiting = [] }) => (
      <>
        <LabelChip label={RUN_STATES[state]} />
        {error && <ShortText text={error} />}
        {waiting.length > 0 && (
          <ShortText text={waiting.map(waitingWords).join('\n')} />
        )}
      </>
    ),
  },
  {
    title: 'Archived',
    width: '13%',
    cell: ({ archivedEvents }) => archivedEvents.toLocaleString(),
  },
  {
    title: 'Removed',
    width: '13%',
    cell: ({ removedEvents }) => removedEvents.toLocaleString(),
  },
  ...RUN_COLUMNS,
];

/** What was due and was not done, and what to do about it. */
export function waitingWords(waiting: {
  readonly file?: string;
  readonly message: string;
}): string {
  const { file, message } = waiting;
  return file ? `${file}: ${message}` : message;
}
