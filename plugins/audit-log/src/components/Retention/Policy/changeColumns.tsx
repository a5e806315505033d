// SPDX-License-Identifier: Apache-2.0
import CancelledIcon from '@material-ui/icons/HighlightOff';
import EffectiveIcon from '@material-ui/icons/CheckCircleOutline';
import PendingIcon from '@material-ui/icons/HourglassEmpty';
import ReplacedIcon from '@material-ui/icons/HistoryOutlined';
import type { RetentionChange } from 'backstage-plugin-audit-log-common';
import { EventTime } from '../../cells/EventTime';
import { LabelChip, type ChipLabel } from '../../cells/LabelChip';
import { ReferenceLink } from '../../cells/ReferenceLink';
import type { AccessColumn } from '../../list/AccessTable';
import { ShortText } from '../../list/ShortText';
import { keptWords } from '../durations/durationWords';

const STATES: Readonly<Record<RetentionChange['state'], ChipLabel>> = {
  pending: {
    title: 'Waits',
    meaning: 'It takes effect later, and can be cancelled until then',
    Icon: PendingIcon,
    color: 'running',
  },
  effective: {
    title: 'In effect',
    meaning: 'Events are kept so',
    Icon: EffectiveIcon,
    color: 'ok',
  },
  cancelled: {
    title: 'Cancelled',
    meaning: 'Somebody cancelled it before it took effect',
    Icon: CancelledIcon,
    color: 'aborted',
  },
  replaced: {
    title: 'Replaced',
    meaning: 'Another change took its place',
    Icon: ReplacedIcon,
  },
};

/** Whose change it is. */
export const ChangedBy = (props: { readonly of: RetentionChange }) => {
  const { createdBy } = props.of;
  return createdBy ? (
    <ReferenceLink reference={createdBy} />
  ) : (
    <>the configuration</>
  );
};

/** What the list says of each change. */
export const CHANGE_COLUMNS: readonly AccessColumn<RetentionChange>[] = [
  {
    title: 'Changed',
    width: 168,
    cell: ({ createdAt }) => <EventTime time={createdAt} />,
  },
  {
    title: 'State',
    width: 128,
    cell: ({ state, endedBy }) => (
      <>
        <LabelChip label={STATES[state]} />
        {state === 'cancelled' && endedBy && (
          <div>
            by <ReferenceLink reference={endedBy} />
          </div>
        )}
      </>
    ),
  },
  {
    title: 'Policy',
    cell: ({ policy }) =>
      `${keptWords(policy)}${rulesWords(policy.rules.length)}`,
  },
  { title: 'By', width: '16%', cell: change => <ChangedBy of={change} /> },
  {
    title: 'Reason',
    width: '24%',
    cell: ({ reason }) => reason && <ShortText text={reason} />,
  },
];

function rulesWords(count: number): string {
  if (count === 0) {
    return '';
  }
  return count === 1 ? '; 1 rule' : `; ${count.toLocaleString()} rules`;
}
