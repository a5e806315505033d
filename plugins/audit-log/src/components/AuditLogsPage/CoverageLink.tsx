// SPDX-License-Identifier: Apache-2.0
import CoverageIcon from '@material-ui/icons/PlaylistAddCheck';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { PartLink } from './PartLink';

/** The way to what is declared and what of it was seen. */
export const CoverageLink = () => {
  const paths = useAuditLogPaths();
  return paths ? (
    <PartLink to={paths.coverage()} icon={<CoverageIcon />}>
      Coverage
    </PartLink>
  ) : null;
};
