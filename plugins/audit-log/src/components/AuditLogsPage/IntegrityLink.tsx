// SPDX-License-Identifier: Apache-2.0
import IntegrityIcon from '@material-ui/icons/VerifiedUserOutlined';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { useIntegrityAccess } from '../Integrity/useIntegrityAccess';
import { PartLink } from './PartLink';

/** The way to what proves the ledger, for those who may see any of it. */
export const IntegrityLink = () => {
  const paths = useAuditLogPaths();
  const { canOpen } = useIntegrityAccess();
  return paths && canOpen ? (
    <PartLink to={paths.integrity()} icon={<IntegrityIcon />}>
      Integrity
    </PartLink>
  ) : null;
};
