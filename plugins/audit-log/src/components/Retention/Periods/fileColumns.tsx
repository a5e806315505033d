// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile, Hold } from 'backstage-plugin-audit-log-common';
import { LabelChip } from '../../cells/LabelChip';
import { ReferenceLink } from '../../cells/ReferenceLink';
import { formatTime } from '../../labels/formatTime';
import type { AccessColumn } from '../../list/AccessTable';
import { bytesInWords } from '../../Recording/bytesInWords';
import { FileActions, type FileActionName } from './FileActions';
import { FILE_STATES } from './fileStates';
import { fileDetail } from './fileName';
import { isOver } from './isOver';
import { PeriodLink } from './PeriodLink';

const State = (props: { readonly of: ArchiveFile }) => {
  const { state, restoredUntil, restoredBy } = props.of;
  return (
    <>
      <LabelChip label={FILE_STATES[state]} />
      {isOver(props.of) && (
        <div>Was restored; leaves the database with the next run</div>
      )}
      {restoredUntil && !isOver(props.of) && (
        <div>
          Restored until {formatTime.minute(restoredUntil)}
          {restoredBy && (
            <>
              {' '}
              by <ReferenceLink reference={restoredBy} />
            </>
          )}
        </div>
      )}
    </>
  );
};

const Removal = (props: {
  readonly of: ArchiveFile;
  readonly holds: readonly Hold[];
}) => {
  const { state, removedAt, removeAt, holds: ids = [] } = props.of;
  if (state === 'removed') {
    return removedAt ? (
      <time dateTime={removedAt}>{formatTime.day(removedAt)}</time>
    ) : null;
  }
  const reasons = ids.map(
    id => props.holds.find(hold => hold.id === id)?.reason ?? id,
  );
  return (
    <>
      {removeAt ? (
        <time dateTime={removeAt}>{formatTime.day(removeAt)}</time>
      ) : (
        'Never'
      )}
      {reasons.length > 0 && (
        <div title={reasons.join('\n')}>
          {reasons.length === 1
            ? 'or later: a hold may keep it'
            : `or later: ${reasons.length.toLocaleString()} holds may keep it`}
        </div>
      )}
    </>
  );
};

/** What the list says of each file of the archive. */
export function fileColumns(options: {
  readonly holds: readonly Hold[];
  readonly onAct: (name: FileActionName, file: ArchiveFile) => void;
}): readonly AccessColumn<ArchiveFile>[] {
  const { holds, onAct } = options;
  return [
    {
      title: 'Recorded in',
      width: '22%',
      cell: file => (
        <>
          <PeriodLink {...file} />
          {fileDetail(file) && <div>{fileDetail(file)}</div>}
        </>
      ),
    },
    {
      title: 'Events',
      width: '14%',
      cell: ({ events }) => events?.toLocaleString(),
    },
    {
      title: 'Size',
      width: '12%',
      cell: ({ bytes }) => bytes !== undefined && bytesInWords(bytes),
    },
    {
      title: 'State',
      cell: file => <State of={file} />,
    },
    {
      title: 'Removal',
      width: '20%',
      cell: file => <Removal of={file} holds={holds} />,
    },
    {
      title: 'Actions',
      width: 136,
      cell: file => <FileActions of={file} onAct={onAct} />,
    },
  ];
}
