// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import Alert from '@material-ui/lab/Alert';
import { useMemo } from 'react';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { statusOf } from '../../requests/statusOf';
import { useCoverage } from '../../requests/useCoverage';
import { oneOf } from '../../view/oneOf';
import { useListView } from '../../view/useListView';
import { ListStates } from '../list/ListStates';
import { ListToolbar } from '../list/ListToolbar';
import { SelectFilter } from '../list/SelectFilter';
import { EmptyState } from '../states/EmptyState';
import { GuideLink } from '../states/GuideLink';
import { SHOWN_TITLES } from './coverageLabels';
import { CoverageList } from './CoverageList';
import { matchingActions } from './matchingActions';
import { NoCoverage } from './NoCoverage';

const FILTERS = ['show'];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    // Lets long values shrink instead of widening the page.
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& label.MuiInputLabel-root:not(.Mui-focused)': {
      color: theme.palette.text.primary,
    },
    '& button': { textTransform: 'none' },
  },
}));

/** Which actions plugins have declared, which of them were seen, and which were seen that nobody declared. */
export const CoveragePage = () => {
  const classes = useStyles();
  const paths = useAuditLogPaths();
  const { view, actions } = useListView(FILTERS);
  const shown = oneOf(SHOWN_TITLES, view.filters.show);
  const coverage = useCoverage();
  const { value } = coverage;
  const found = useMemo(
    () => value && { items: matchingActions(value.items, view.q, shown) },
    [value, view.q, shown],
  );
  const isFiltered = view.q !== '' || shown !== undefined;

  if (statusOf(coverage.error) === 403) {
    return <NoCoverage />;
  }
  return (
    <div className={classes.root}>
      {paths && <Link to={paths.root}>← All events</Link>}
      <div>
        <Typography variant="h5" component="h2" gutterBottom>
          Coverage
        </Typography>
        <Typography variant="body2">
          What plugins can report, and what of it was seen. Everything that
          happens is on record, whether it is declared or not: what a plugin
          declares gives its events their words.
        </Typography>
        <Typography variant="body2">
          <GuideLink name="declare-events" />
        </Typography>
      </div>
      <ListToolbar
        what="actions"
        placeholder="Plugin, title or name of an action"
        view={view}
        actions={actions}
      >
        <SelectFilter
          label="Show"
          value={shown}
          titles={SHOWN_TITLES}
          onChange={choice => actions.setFilter('show', choice)}
        />
        <Button startIcon={<RefreshIcon />} onClick={coverage.retry}>
          Refresh
        </Button>
      </ListToolbar>
      {value?.complete === false && (
        <Alert severity="info" variant="outlined">
          There are more actions than can be listed. Most often a system outside
          the portal makes up a name for each of its events: see the actions
          from outside.
        </Alert>
      )}
      <ListStates
        what="actions"
        request={{ ...coverage, value: found }}
        isFiltered={isFiltered}
        onClear={actions.clear}
        empty={
          <EmptyState
            title="No actions are known"
            hint="Actions appear here when a plugin declares them, or reports one."
          />
        }
      >
        {({ items }) => (
          <CoverageList
            // What is open belongs to what is looked for.
            key={`${view.q} ${shown}`}
            all={value?.items ?? items}
            found={items}
            isFiltered={isFiltered}
          />
        )}
      </ListStates>
    </div>
  );
};
