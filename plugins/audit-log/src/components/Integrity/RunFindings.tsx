// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type {
  Verification,
  VerificationFinding,
} from 'backstage-plugin-audit-log-common';
import { useMemo } from 'react';
import {
  useAuditLogPaths,
  type AuditLogPaths,
} from '../../navigation/useAuditLogPaths';
import { LabelChip } from '../cells/LabelChip';
import { formatTime } from '../labels/formatTime';
import { AccessTable, type AccessColumn } from '../list/AccessTable';
import { FINDING_LABELS } from './findingLabels';
import { sequenceWords } from './sequenceWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

const columnsOf = (
  paths: AuditLogPaths | undefined,
): readonly AccessColumn<VerificationFinding & { readonly key: string }>[] => [
  {
    title: 'Finding',
    width: 152,
    cell: ({ kind }) => <LabelChip label={FINDING_LABELS[kind]} />,
  },
  {
    title: 'Sequence',
    width: 152,
    cell: ({ sequence, until, eventId }) => (
      <>
        {sequence !== undefined &&
          sequenceWords(sequence, until ?? sequence + 1)}
        {eventId && paths && (
          <div>
            <Link to={paths.event(eventId)}>Open the event</Link>
          </div>
        )}
      </>
    ),
  },
  { title: 'What was found', cell: ({ message }) => <bdi>{message}</bdi> },
];

/** What a verification found, and what to do about it. */
export const RunFindings = (props: { readonly of: Verification }) => {
  const classes = useStyles();
  const { findings, findingCount, startedAt } = props.of;
  const paths = useAuditLogPaths();
  const columns = useMemo(() => columnsOf(paths), [paths]);
  // The same can be found twice.
  const items = findings.map((finding, index) => ({
    ...finding,
    key: `${index}`,
  }));
  return (
    <section aria-label="What was found" className={classes.root}>
      <Alert severity="error" variant="outlined" role="note">
        <AlertTitle>
          {findingCount === 1
            ? 'One alteration found'
            : `${findingCount.toLocaleString()} alterations found`}{' '}
          by the verification of {formatTime.minute(startedAt)}
        </AlertTitle>
        Keep the database, its backups and the checkpoints that left the portal
        as they are. Then compare with a backup or an export from before, and
        find out who could write to the database.
      </Alert>
      <Paper>
        <AccessTable
          label="Findings"
          items={items}
          keyOf={({ key }) => key}
          columns={columns}
        />
      </Paper>
      {findingCount > findings.length && (
        <div role="note">
          The first {findings.length.toLocaleString()} are listed.
        </div>
      )}
    </section>
  );
};
