// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import NextIcon from '@material-ui/icons/ChevronRight';
import PreviousIcon from '@material-ui/icons/ChevronLeft';
import FirstIcon from '@material-ui/icons/FirstPage';
import { PAGE_SIZES } from '../../view/View';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5),
  },
  limit: { minWidth: 96 },
  room: { flexGrow: 1 },
}));

export interface PaginationProps {
  readonly limit: number;
  readonly isFirst: boolean;
  readonly onLimit: (limit: number) => void;
  readonly onFirst: () => void;
  /** Absent when there is no such page. */
  readonly onPrevious?: () => void;
  readonly onNext?: () => void;
}

/** From page to page; pages have no numbers, because new events keep arriving. */
export const Pagination = (props: PaginationProps) => {
  const classes = useStyles();
  return (
    <nav aria-label="Pages of events" className={classes.root}>
      <TextField
        select
        size="small"
        className={classes.limit}
        // Both make the label and the number the name of the field.
        id="audit-log-page-size"
        name="limit"
        label="Per page"
        variant="outlined"
        value={props.limit}
        onChange={({ target }) => props.onLimit(Number(target.value))}
      >
        {PAGE_SIZES.map(size => (
          <MenuItem key={size} value={size}>
            {size}
          </MenuItem>
        ))}
      </TextField>
      <span className={classes.room} />
      {!props.isFirst && (
        <Button startIcon={<FirstIcon />} onClick={props.onFirst}>
          First
        </Button>
      )}
      <Button
        variant="outlined"
        startIcon={<PreviousIcon />}
        disabled={!props.onPrevious}
        onClick={props.onPrevious}
      >
        Previous
      </Button>
      <Button
        variant="outlined"
        endIcon={<NextIcon />}
        disabled={!props.onNext}
        onClick={props.onNext}
      >
        Next
      </Button>
    </nav>
  );
};
