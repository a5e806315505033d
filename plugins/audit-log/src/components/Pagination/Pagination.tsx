// SPDX-License-Identifier: Apache-2.0
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { PAGE_SIZES } from '../../view/View';
import { PageButtons } from '../list/PageButtons';

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
      <PageButtons
        onFirst={props.isFirst ? undefined : props.onFirst}
        onPrevious={props.onPrevious}
        onNext={props.onNext}
      />
    </nav>
  );
};
