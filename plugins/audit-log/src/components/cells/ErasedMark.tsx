// SPDX-License-Identifier: Apache-2.0
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: { color: theme.palette.text.secondary, fontStyle: 'italic' },
}));

/** In the place of something personal that has been erased. */
export const ErasedMark = () => {
  const classes = useStyles();
  return (
    <Tooltip title="It was personal and has been erased. The event still proves that nothing else was changed.">
      <span className={classes.root}>Erased</span>
    </Tooltip>
  );
};
