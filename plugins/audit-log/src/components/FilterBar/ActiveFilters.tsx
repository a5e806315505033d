// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import { activeFilters, withoutFilter } from '../../view/filters';
import type { ViewActions } from '../../view/useView';
import { FILTER_LABELS } from '../labels/filters';
import { useFilterValueLabel } from '../labels/filterValueLabel';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& > li': { maxWidth: '100%' },
  },
  chip: { margin: 0, maxWidth: 360 },
}));

/** What narrows the view, each with a way to take it back. */
export const ActiveFilters = (props: {
  readonly search: EventSearch;
  readonly actions: ViewActions;
}) => {
  const classes = useStyles();
  const { search, actions } = props;
  const filterValueLabel = useFilterValueLabel();
  const filters = activeFilters(search);
  if (filters.length === 0 && !search.q) {
    return null;
  }
  return (
    <ul className={classes.root} aria-label="Active filters">
      {search.q && (
        <li>
          <Chip
            size="small"
            className={classes.chip}
            label={`Text: ${search.q}`}
            title={search.q}
            onDelete={() => actions.setText('')}
          />
        </li>
      )}
      {filters.map(filter => {
        const { mode, name, value } = filter;
        const relation = mode === 'include' ? 'is' : 'is not';
        const label = `${
          FILTER_LABELS[name].title
        } ${relation} ${filterValueLabel(name, value)}`;
        return (
          <li key={`${mode} ${name} ${value}`}>
            <Chip
              size="small"
              className={classes.chip}
              variant={mode === 'include' ? 'default' : 'outlined'}
              label={<bdi>{label}</bdi>}
              title={value}
              aria-label={`Remove filter: ${label}`}
              onDelete={() => actions.setFilters(withoutFilter(search, filter))}
              onClick={() => actions.setFilters(withoutFilter(search, filter))}
            />
          </li>
        );
      })}
      <li>
        <Button size="small" onClick={actions.clearFilters}>
          Clear all
        </Button>
      </li>
    </ul>
  );
};
