// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import HoldsIcon from '@material-ui/icons/LockOutlined';
import ReleasedIcon from '@material-ui/icons/LockOpenOutlined';
import type { Hold } from 'backstage-plugin-audit-log-common';
import { EventTime } from '../../cells/EventTime';
import { LabelChip, type ChipLabel } from '../../cells/LabelChip';
import { ReferenceLink } from '../../cells/ReferenceLink';
import type { AccessColumn } from '../../list/AccessTable';
import { ShortText } from '../../list/ShortText';
import { HeldEvents } from './HeldEvents';

const HOLDS: ChipLabel = {
  title: 'Holds',
  meaning: 'Nothing that it is about is removed',
  Icon: HoldsIcon,
  color: 'ok',
};

const RELEASED: ChipLabel = {
  title: 'Released',
  meaning: 'It holds nothing any more',
  Icon: ReleasedIcon,
  color: 'aborted',
};

/** What the list says of each hold. */
export function holdColumns(
  onRelease: (hold: Hold) => void,
): readonly AccessColumn<Hold>[] {
  return [
    { title: 'Events', width: '28%', cell: hold => <HeldEvents of={hold} /> },
    { title: 'Reason', cell: ({ reason }) => <ShortText text={reason} /> },
    {
      title: 'Since',
      width: '18%',
      cell: ({ createdAt, createdBy }) => (
        <>
          <EventTime time={createdAt} /> by{' '}
          <ReferenceLink reference={createdBy} />
        </>
      ),
    },
    {
      title: 'State',
      width: '18%',
      cell: ({ releasedAt, releasedBy, releaseReason }) => (
        <>
          <LabelChip label={releasedAt ? RELEASED : HOLDS} />
          {releasedAt && (
            <div>
              <EventTime time={releasedAt} />
              {releasedBy && (
                <>
                  {' '}
                  by <ReferenceLink reference={releasedBy} />
                </>
              )}
            </div>
          )}
          {releaseReason && <ShortText text={releaseReason} />}
        </>
      ),
    },
    {
      title: 'Actions',
      width: 104,
      cell: hold =>
        !hold.releasedAt && (
          <Button
            size="small"
            style={{ minWidth: 0 }}
            aria-haspopup="dialog"
            aria-label={`Release: ${hold.reason.slice(0, 100)}`}
            onClick={() => onRelease(hold)}
          >
            Release…
          </Button>
        ),
    },
  ];
}
