// SPDX-License-Identifier: Apache-2.0
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    height: 20,
    margin: theme.spacing(0, 0, 0, 1),
    backgroundColor: 'transparent',
  },
}));

/** Marks a role that is there from the start and cannot be changed. */
export const BuiltInMark = () => {
  const classes = useStyles();
  return (
    <Chip
      size="small"
      variant="outlined"
      component="span"
      className={classes.root}
      label="Built-in"
    />
  );
};
