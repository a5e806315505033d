// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  note: { marginTop: theme.spacing(1), overflowWrap: 'anywhere' },
}));

/** The places of an event whose values are not what the plugin reported, and why. */
export const MissingValues = (props: {
  readonly pointers: readonly string[];
  readonly why: string;
}) => {
  const classes = useStyles();
  const { pointers, why } = props;
  if (pointers.length === 0) {
    return null;
  }
  return (
    <Typography
      variant="body2"
      color="textSecondary"
      component="div"
      className={classes.note}
    >
      {why}:{' '}
      {pointers.map((pointer, index) => (
        <span key={pointer}>
          {index > 0 && ', '}
          <code>{pointer}</code>
        </span>
      ))}
    </Typography>
  );
};
