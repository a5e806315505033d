// SPDX-License-Identifier: Apache-2.0
import Chip from '@material-ui/core/Chip';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  // Backstage's theme gives chips a margin, for rows of them.
  root: { margin: 0, backgroundColor: 'transparent' },
});

/** Marks a person who administers the organization. */
export const AdministratorMark = () => {
  const classes = useStyles();
  return (
    <Tooltip title="Administers the organization: holds every permission there is">
      <Chip
        size="small"
        variant="outlined"
        className={classes.root}
        label="Administrator"
      />
    </Tooltip>
  );
};
