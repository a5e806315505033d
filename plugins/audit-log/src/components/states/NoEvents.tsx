// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import EmptyIcon from '@material-ui/icons/SearchOutlined';
import {
  TIME_RANGES,
  widerTimeRange,
  type TimeRangeName,
} from '../../view/timeRanges';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(5, 2),
    textAlign: 'center',
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  icon: { fontSize: 40, color: theme.palette.text.secondary },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: theme.spacing(1),
  },
}));

/** An empty list, and what to try. */
export const NoEvents = (props: {
  readonly range: TimeRangeName | 'custom';
  readonly isFiltered: boolean;
  readonly onRange: (range: TimeRangeName) => void;
  readonly onClear: () => void;
}) => {
  const classes = useStyles();
  const { range, isFiltered, onRange, onClear } = props;
  const wider = range === 'custom' ? '1y' : widerTimeRange(range);
  return (
    <div className={classes.root}>
      <EmptyIcon className={classes.icon} aria-hidden />
      <Typography variant="h6" component="h2">
        {isFiltered
          ? 'No events match these filters'
          : 'Nothing was recorded in this time'}
      </Typography>
      <Typography color="textSecondary">
        {isFiltered
          ? 'Try fewer filters, other words, or a longer time. Free text finds words by how they begin.'
          : 'Try a longer time. Events appear here as soon as somebody does something in the portal.'}
      </Typography>
      <div className={classes.actions}>
        {isFiltered && (
          <Button variant="outlined" onClick={onClear}>
            Clear all filters
          </Button>
        )}
        {wider && (
          <Button variant="outlined" onClick={() => onRange(wider)}>
            Show the {TIME_RANGES[wider].title.toLocaleLowerCase('en-US')}
          </Button>
        )}
      </div>
    </div>
  );
};
