// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import IntegrityIcon from '@material-ui/icons/VerifiedUserOutlined';
import { Link as RouterLink } from 'react-router-dom';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { useIntegrityAccess } from '../Integrity/useIntegrityAccess';

/** The way to what proves the ledger, for those who may see any of it. */
export const IntegrityLink = () => {
  const paths = useAuditLogPaths();
  const { canOpen } = useIntegrityAccess();
  return paths && canOpen ? (
    <Button
      style={{ height: 40, textTransform: 'none' }}
      startIcon={<IntegrityIcon />}
      component={RouterLink}
      // Material UI would make a button of it.
      role={undefined}
      to={paths.integrity()}
    >
      Integrity
    </Button>
  ) : null;
};
