// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';

const useStyles = makeStyles(theme => ({
  root: { padding: theme.spacing(1) },
  row: { margin: theme.spacing(1, 0) },
}));

/** Where the items of a list will be. */
export const ListSkeleton = (props: {
  readonly label: string;
  readonly rowHeight: number;
  readonly rows?: number;
}) => {
  const classes = useStyles();
  return (
    <div className={classes.root} role="status" aria-label={props.label}>
      {Array.from({ length: props.rows ?? 12 }, (_, row) => (
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
