// SPDX-License-Identifier: Apache-2.0
import type { RetentionPeriod } from 'backstage-plugin-audit-log-common';
import { formatTime } from '../../labels/formatTime';
import type { AccessColumn } from '../../list/AccessTable';
import { bytesInWords } from '../../Recording/bytesInWords';
import { PeriodLink } from './PeriodLink';

const SIZE: AccessColumn<RetentionPeriod> = {
  title: 'Size',
  cell: ({ bytes }) => bytes !== undefined && bytesInWords(bytes),
};

/** What the list says of each period in the database, which does not always say how large one is. */
export const liveColumns = (
  live: readonly RetentionPeriod[],
): readonly AccessColumn<RetentionPeriod>[] => [
  {
    title: 'Recorded in',
    width: '30%',
    cell: ({ period }) => <PeriodLink period={period} />,
  },
  { title: 'Events', cell: ({ events }) => events.toLocaleString() },
  ...(live.some(({ bytes }) => bytes !== undefined) ? [SIZE] : []),
  {
    title: 'Live until',
    width: '30%',
    cell: ({ archiveAt }) =>
      archiveAt ? (
        <time dateTime={archiveAt}>{formatTime.day(archiveAt)}</time>
      ) : (
        'Never'
      ),
  },
];
