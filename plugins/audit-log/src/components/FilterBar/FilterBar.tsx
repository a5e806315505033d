// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import FilterIcon from '@material-ui/icons/FilterList';
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { activeFilters } from '../../view/filters';
import type { ViewActions } from '../../view/useView';
import { MAIN_FILTERS, MORE_FILTERS } from '../labels/filters';
import { ActiveFilters } from './ActiveFilters';
import { FilterButton } from './FilterButton';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** Every filter of the log: the main ones at hand, the others one click away; on a phone, all of them. */
export const FilterBar = (props: {
  readonly search: EventSearch;
  readonly actions: ViewActions;
}) => {
  const classes = useStyles();
  const { search, actions } = props;
  const isPhone = useMediaQuery(
    (theme: Theme) => theme.breakpoints.down('xs'),
    { noSsr: true },
  );
  const filters = activeFilters(search);
  const [showsMore, setShowsMore] = useState(() =>
    filters.some(({ name }) => MORE_FILTERS.includes(name)),
  );
  const [showsAny, setShowsAny] = useState(false);
  const names = showsMore ? [...MAIN_FILTERS, ...MORE_FILTERS] : MAIN_FILTERS;

  return (
    <section aria-label="Filters" className={classes.root}>
      {isPhone && (
        <Button
          size="small"
          variant="outlined"
          startIcon={<FilterIcon />}
          aria-expanded={showsAny}
          onClick={() => setShowsAny(!showsAny)}
        >
          {filters.length > 0 ? `Filters (${filters.length})` : 'Filters'}
        </Button>
      )}
      <Collapse in={!isPhone || showsAny} unmountOnExit>
        <div className={classes.buttons}>
          {names.map(name => (
            <FilterButton
              key={name}
              name={name}
              search={search}
              onChange={actions.setFilters}
            />
          ))}
          <Button
            size="small"
            aria-expanded={showsMore}
            onClick={() => setShowsMore(!showsMore)}
          >
            {showsMore ? 'Fewer filters' : 'More filters'}
          </Button>
        </div>
      </Collapse>
      <ActiveFilters search={search} actions={actions} />
    </section>
  );
};
