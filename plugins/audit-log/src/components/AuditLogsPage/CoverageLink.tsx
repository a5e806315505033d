// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import CoverageIcon from '@material-ui/icons/PlaylistAddCheck';
import { Link as RouterLink } from 'react-router-dom';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';

/** The way to what is declared and what of it was seen. */
export const CoverageLink = () => {
  const paths = useAuditLogPaths();
  return paths ? (
    <Button
      style={{ height: 40, textTransform: 'none' }}
      startIcon={<CoverageIcon />}
      component={RouterLink}
      // Material UI would make a button of it.
      role={undefined}
      to={paths.coverage()}
    >
      Coverage
    </Button>
  ) : null;
};
