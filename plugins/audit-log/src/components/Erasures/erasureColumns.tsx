// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import LinearProgress from '@material-ui/core/LinearProgress';
import DoneIcon from '@material-ui/icons/CheckCircleOutline';
import RunningIcon from '@material-ui/icons/HourglassEmpty';
import WaitingIcon from '@material-ui/icons/PauseCircleOutline';
import type { Erasure } from 'backstage-plugin-audit-log-common';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { operationView } from '../../view/operationView';
import { EventTime } from '../cells/EventTime';
import { LabelChip, type ChipLabel } from '../cells/LabelChip';
import { ReferenceLink } from '../cells/ReferenceLink';
import type { AccessColumn } from '../list/AccessTable';
import { ShortText } from '../list/ShortText';

const STATES: Readonly<Record<Erasure['state'], ChipLabel>> = {
  running: {
    title: 'Running',
    meaning: 'It goes on, also after a restart of the portal',
    Icon: RunningIcon,
    color: 'running',
  },
  done: {
    title: 'Done',
    meaning: 'What was recorded of the person until then is erased',
    Icon: DoneIcon,
    color: 'ok',
  },
};

/** It cannot get on just now; the tooltip says why. */
function waitingLabel(waiting: readonly string[]): ChipLabel {
  return {
    title: 'Waiting',
    meaning: waiting.join(' '),
    Icon: WaitingIcon,
    color: 'warning',
  };
}

/** When it began, which leads to what is on record of it. */
const Began = (props: { readonly of: Erasure }) => {
  const { id, startedAt } = props.of;
  const paths = useAuditLogPaths();
  const time = <EventTime time={startedAt} />;
  return paths ? (
    <Link to={paths.view(operationView(id, startedAt))}>{time}</Link>
  ) : (
    time
  );
};

/** What the list says of each erasure. */
export const ERASURE_COLUMNS: readonly AccessColumn<Erasure>[] = [
  { title: 'Began', width: 168, cell: erasure => <Began of={erasure} /> },
  {
    title: 'State',
    width: 120,
    cell: ({ state, waiting = [] }) => (
      <>
        <LabelChip
          label={waiting.length > 0 ? waitingLabel(waiting) : STATES[state]}
        />
        {state === 'running' && waiting.length === 0 && (
          <LinearProgress aria-label="Erasing" />
        )}
      </>
    ),
  },
  {
    title: 'Events',
    width: 120,
    cell: ({ events, archivedEvents }) =>
      // Beside each other and not in sum: what is restored is in both places.
      archivedEvents > 0 ? (
        <>
          <div>{events.toLocaleString()} live</div>
          <div>{archivedEvents.toLocaleString()} archived</div>
        </>
      ) : (
        events.toLocaleString()
      ),
  },
  { title: 'Reason', cell: ({ reason }) => <ShortText text={reason} /> },
  {
    title: 'By',
    width: '20%',
    cell: ({ startedBy }) => <ReferenceLink reference={startedBy} />,
  },
];
