// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import type { CoveredAction } from 'backstage-plugin-audit-log-common';
import type { AuditLogPaths } from '../../navigation/useAuditLogPaths';
import { actionView } from '../../view/actionView';
import { EventTime } from '../cells/EventTime';
import { LabelChip } from '../cells/LabelChip';
import type { AccessColumn } from '../list/AccessTable';
import { ActionWords } from './ActionWords';
import { STATUS_LABELS } from './coverageLabels';

/** What is said of each action. */
export function coverageColumns(
  paths: AuditLogPaths | undefined,
  now: number,
): readonly AccessColumn<CoveredAction>[] {
  return [
    {
      title: 'Action',
      cell: item => (
        <ActionWords
          of={item}
          to={paths?.view(actionView(item.action, { ...item, now }))}
        />
      ),
    },
    {
      title: 'Status',
      width: '16%',
      cell: ({ status }) => <LabelChip label={STATUS_LABELS[status]} />,
    },
    {
      title: 'Past 30 days',
      width: '12%',
      cell: ({ events }) =>
        events === undefined ? 'Too many to count' : events.toLocaleString(),
    },
    {
      title: 'Last seen',
      width: '16%',
      cell: ({ lastSeen }) =>
        lastSeen ? <EventTime time={lastSeen} /> : 'Never seen',
    },
    {
      title: 'Not as declared',
      width: '22%',
      cell: ({ action, mismatches }) =>
        mismatches && (
          <>
            <Typography variant="body2" component="div">
              {mismatches.events.toLocaleString()}{' '}
              {mismatches.events === 1 ? 'event' : 'events'}. In the last one,{' '}
              {mismatches.pointer ? (
                <code>{mismatches.pointer}</code>
              ) : (
                'all of the details'
              )}{' '}
              {mismatches.message}.
            </Typography>
            {paths && (
              <Link
                to={paths.view(
                  actionView(action, {
                    lastSeen: mismatches.lastSeen,
                    now,
                    eventId: mismatches.eventId,
                  }),
                )}
                aria-label={`Open it: the last event of ${action} that was not as declared`}
              >
                Open it
              </Link>
            )}
          </>
        ),
    },
  ];
}
