// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import type { RequestState } from '../../requests/useRequest';
import { useKeptFocus } from '../../view/useKeptFocus';
import { EmptyState } from '../states/EmptyState';
import { LoadFailure } from '../states/LoadFailure';
import { ListSkeleton } from './ListSkeleton';

const useStyles = makeStyles({
  root: { position: 'relative' },
  progress: { position: 'absolute', top: 0, left: 0, right: 0, zIndex: 3 },
  outdated: { opacity: 0.5 },
});

/** A list as it stands with its request: on its way, failed, empty because of what was searched for, empty, or there. */
export function ListStates<
  T extends { readonly items: readonly unknown[] },
>(props: {
  /** What the list holds, such as roles. */
  readonly what: string;
  readonly request: RequestState<T>;
  /** Whether a search or filter narrows it, and the way to take that back. */
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  /** An EmptyState for a list that holds nothing yet. */
  readonly empty: ReactNode;
  readonly children: (page: T) => ReactNode;
}) {
  const classes = useStyles();
  const { what, request, isFiltered, onClear, empty, children } = props;
  const { value, error, loading, retry } = request;
  const keptFocus = useKeptFocus<HTMLDivElement>();
  if (error) {
    return <LoadFailure what={`the ${what}`} error={error} onRetry={retry} />;
  }
  if (!value) {
    return (
      <Paper>
        <ListSkeleton label={`Loading ${what}`} rowHeight={28} rows={6} />
      </Paper>
    );
  }
  const isEmpty = value.items.length === 0;
  return (
    <Paper
      role="group"
      aria-label={what}
      aria-busy={loading}
      className={classes.root}
      {...keptFocus}
    >
      {loading && (
        <LinearProgress className={classes.progress} aria-label="Loading" />
      )}
      <div className={loading ? classes.outdated : undefined}>
        {isEmpty && isFiltered && (
          <EmptyState
            title={`No ${what} match`}
            hint="Try other words, or fewer filters."
          >
            <Button variant="outlined" onClick={onClear}>
              Show all {what}
            </Button>
          </EmptyState>
        )}
        {isEmpty && !isFiltered && empty}
        {!isEmpty && children(value)}
      </div>
    </Paper>
  );
}
