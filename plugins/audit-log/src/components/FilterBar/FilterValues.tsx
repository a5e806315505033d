// SPDX-License-Identifier: Apache-2.0
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EventSearch,
  FilterName,
} from 'backstage-plugin-audit-log-common';
import {
  filterValues,
  withFilter,
  withoutFilter,
  type FilterMode,
  type FilterState,
} from '../../view/filters';
import { FILTER_LABELS } from '../labels/filters';
import { useFilterValueLabel } from '../labels/filterValueLabel';
import { useOfferedValues } from './useOfferedValues';

const useStyles = makeStyles(theme => ({
  list: {
    maxHeight: 280,
    minHeight: 40,
    overflowY: 'auto',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  option: { width: '100%', margin: 0 },
  checkbox: { padding: theme.spacing(0.5) },
  label: {
    display: 'flex',
    gap: theme.spacing(1),
    flexGrow: 1,
    minWidth: 0,
    fontSize: theme.typography.body2.fontSize,
  },
  words: { flexGrow: 1, overflow: 'hidden', textOverflow: 'ellipsis' },
  count: { color: theme.palette.text.secondary },
}));

/** The values on offer, each with how many events of the current view have it. */
export const FilterValues = (props: {
  readonly name: FilterName;
  readonly mode: FilterMode;
  readonly search: EventSearch;
  readonly contains: string;
  readonly onChange: (filters: FilterState) => void;
}) => {
  const classes = useStyles();
  const { name, mode, search, contains, onChange } = props;
  const filterValueLabel = useFilterValueLabel();
  const { offered, loading, error } = useOfferedValues(search, name, contains);
  const chosen = filterValues(search, mode, name);

  return (
    <>
      {loading && <LinearProgress aria-label="Loading values" />}
      {error && (
        <Typography variant="body2" color="error" role="alert">
          The values could not be loaded; enter one in full.
        </Typography>
      )}
      <ul
        className={classes.list}
        aria-label={`Values of ${FILTER_LABELS[name].title}`}
      >
        {offered.map(({ value, title, count }) => (
          <li key={value} title={value}>
            <FormControlLabel
              className={classes.option}
              classes={{ label: classes.label }}
              control={
                <Checkbox
                  size="small"
                  color="primary"
                  className={classes.checkbox}
                  checked={chosen.includes(value)}
                  onChange={({ target }) =>
                    onChange(
                      target.checked
                        ? withFilter(search, { mode, name, value })
                        : withoutFilter(search, { mode, name, value }),
                    )
                  }
                />
              }
              label={
                <>
                  <bdi className={classes.words}>
                    {title ?? filterValueLabel(name, value)}
                  </bdi>{' '}
                  {count !== undefined && (
                    <span className={classes.count}>
                      {count.toLocaleString()}
                    </span>
                  )}
                </>
              }
            />
          </li>
        ))}
      </ul>
      {!loading &&
        !error &&
        offered.length === 0 &&
        FILTER_LABELS[name].facet && (
          <Typography variant="body2" color="textSecondary">
            None in this view.
          </Typography>
        )}
    </>
  );
};
