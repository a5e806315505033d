// SPDX-License-Identifier: Apache-2.0
import { ReferenceLink } from '../cells/ReferenceLink';
import { formatDuration } from '../EventDetails/formatDuration';
import type { AccessColumn } from './AccessTable';

/** Something that goes on for a while, begun by somebody or by itself. */
interface Run {
  readonly startedAt: string;
  readonly startedBy?: string;
  readonly endedAt?: string;
}

/** What a list says of each run, of whatever kind: by whom, and how long it took. */
export const RUN_COLUMNS: readonly AccessColumn<Run>[] = [
  {
    title: 'By',
    width: '20%',
    cell: ({ startedBy }) =>
      startedBy ? <ReferenceLink reference={startedBy} /> : 'by itself',
  },
  {
    title: 'Took',
    width: 96,
    cell: ({ startedAt, endedAt }) =>
      endedAt && formatDuration(Date.parse(endedAt) - Date.parse(startedAt)),
  },
];
