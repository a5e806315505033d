// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { QuarantinedEvent } from 'backstage-plugin-audit-log-common';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { useOwnAccess } from '../access/OwnAccess';
import { REASONS } from './reasons';

const useStyles = makeStyles(theme => ({
  message: { overflowWrap: 'anywhere' },
  remedy: { marginTop: theme.spacing(1) },
}));

/** Why an event is held, in words and in those of the server, and what to do about it. */
export const HeldReason = (props: { readonly of: QuarantinedEvent }) => {
  const classes = useStyles();
  const { reason, message, emitter } = props.of;
  const { meaning, remedy } = REASONS[reason];
  const paths = useAccessPaths();
  const { canManage } = useOwnAccess();
  const isOfKey = reason === 'source' || reason === 'project';
  const key = emitter.ref.startsWith('key:')
    ? emitter.ref.slice('key:'.length)
    : undefined;
  return (
    <Alert severity="warning" variant="outlined" role="note">
      <AlertTitle>{meaning}</AlertTitle>
      <div className={classes.message}>
        <bdi>{message}</bdi>
      </div>
      <Typography variant="body2" className={classes.remedy}>
        {remedy}{' '}
        {isOfKey && key && paths && canManage && (
          <Link to={`${paths.key(key)}?dialog=edit`}>Edit the key</Link>
        )}
      </Typography>
    </Alert>
  );
};
