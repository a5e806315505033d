// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { useNavigate } from 'react-router-dom';
import { auditLogApiRef } from '../../api';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { messageOf } from '../../requests/messageOf';
import { useAction } from '../../requests/useAction';
import { erasureView } from '../../view/erasureView';
import { MissingValues } from './MissingValues';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(2.5),
    overflowWrap: 'anywhere',
    '& p': { margin: theme.spacing(0, 0, 1) },
    '& button': { textTransform: 'none' },
  },
}));

const Notice = (props: {
  readonly event: AuditEvent;
  readonly pointers: readonly string[];
}) => {
  const classes = useStyles();
  const { event, pointers } = props;
  const api = useApi(auditLogApiRef);
  const paths = useAuditLogPaths();
  const navigate = useNavigate();
  // Which erasure it was stands in the proof of the event. To read that is on record, so it is asked for when it is wanted.
  const follow = useAction(async () => {
    const { seal } = await api.eventProof(event.id);
    const operations = Object.values(seal.erased ?? {}).map(
      ({ operation }) => operation,
    );
    if (paths) {
      navigate(paths.view(erasureView(operations, event.recordedAt)));
    }
  });
  return (
    <Alert
      severity="info"
      variant="outlined"
      role="note"
      className={classes.root}
    >
      <AlertTitle>Personal data was erased from this event</AlertTitle>
      <p>
        What told who a person was is gone for good. All else is as it was
        recorded, and can still be verified.
      </p>
      <MissingValues pointers={pointers} why="Erased" />
      {paths && (
        <Button
          size="small"
          color="inherit"
          disabled={follow.isRunning}
          onClick={follow.run}
        >
          See the erasure
        </Button>
      )}
      {follow.error && <div role="alert">{messageOf(follow.error)}</div>}
    </Alert>
  );
};

/** That something personal was erased from an event, what that leaves, and the way to the erasure; nothing where nothing was. */
export const ErasureNotice = (props: { readonly event: AuditEvent }) => {
  const { event } = props;
  return event.erased?.length ? (
    <Notice event={event} pointers={event.erased} />
  ) : null;
};
