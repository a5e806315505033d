// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { LedgerStatus } from 'backstage-plugin-audit-log-common';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { useIntegrityAccess } from '../Integrity/useIntegrityAccess';

const useStyles = makeStyles({ root: { overflowWrap: 'anywhere' } });

/** Says above everything else that the log is not what it was; nothing when it is. */
export const AlterationNotice = (props: {
  readonly status: LedgerStatus | undefined;
}) => {
  const classes = useStyles();
  const paths = useAuditLogPaths();
  const { canVerify } = useIntegrityAccess();
  const found = props.status?.problems.filter(({ code }) => code === 'altered');
  if (!found?.length) {
    return null;
  }
  return (
    <Alert severity="error" variant="outlined" className={classes.root}>
      <AlertTitle>Alteration found</AlertTitle>
      {found.map(({ message, verification }) => (
        <div key={`${message} ${verification}`}>
          {message}{' '}
          {canVerify && paths && (
            <Link to={paths.integrity(verification)}>See what was found</Link>
          )}
        </div>
      ))}
      {!canVerify && 'Tell an administrator of this portal.'}
    </Alert>
  );
};
