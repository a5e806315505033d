// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import OpenIcon from '@material-ui/icons/ArrowDropDown';
import type {
  EventSearch,
  FilterName,
} from 'backstage-plugin-audit-log-common';
import { useRef, useState } from 'react';
import { filterValues, type FilterState } from '../../view/filters';
import { FILTER_LABELS } from '../labels/filters';
import { FilterAutocomplete } from './FilterAutocomplete';

const useStyles = makeStyles(theme => ({
  button: {
    textTransform: 'none',
    fontWeight: 'normal',
    borderColor: theme.palette.divider,
  },
  active: {
    fontWeight: 600,
    borderColor: theme.palette.text.secondary,
  },
}));

/** One filter: a button that says how many values it holds, and opens what chooses them. */
export const FilterButton = (props: {
  readonly name: FilterName;
  readonly search: EventSearch;
  readonly onChange: (filters: FilterState) => void;
}) => {
  const classes = useStyles();
  const { name, search, onChange } = props;
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { title } = FILTER_LABELS[name];
  const count =
    filterValues(search, 'include', name).length +
    filterValues(search, 'exclude', name).length;

  return (
    <>
      <Button
        ref={anchor}
        size="small"
        variant="outlined"
        className={`${classes.button} ${count > 0 ? classes.active : ''}`}
        endIcon={<OpenIcon />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      >
        {count > 0 ? `${title} (${count})` : title}
      </Button>
      <Popover
        open={isOpen}
        anchorEl={anchor.current}
        onClose={() => setIsOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={
          { role: 'dialog', 'aria-label': `Filter by ${title}` } as object
        }
      >
        <FilterAutocomplete name={name} search={search} onChange={onChange} />
      </Popover>
    </>
  );
};
