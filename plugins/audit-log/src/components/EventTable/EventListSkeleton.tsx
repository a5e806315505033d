// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1) },
  row: { margin: theme.spacing(1, 0) },
}));

/** Where the events will be. */
export const EventListSkeleton = (props: { readonly rowHeight: number }) => {
  const classes = useStyles();
  return (
    <div className={classes.root} role="status" aria-label="Loading events">
      {Array.from({ length: 12 }, (_, row) => (
        <Skeleton
          key={row}
          variant="rect"
          height={props.rowHeight}
          className={classes.row}
        />
      ))}
    </div>
  );
};
