// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { statusOf } from '../../requests/statusOf';
import type { RequestState } from '../../requests/useRequest';
import type { AccessTabPath } from '../../routes';
import { ListSkeleton } from '../list/ListSkeleton';
import { EmptyState } from '../states/EmptyState';
import { LoadFailure } from '../states/LoadFailure';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& button': { textTransform: 'none' },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
  title: { overflowWrap: 'anywhere', margin: 0 },
}));

/** The page of one role, group, member or key, as it stands with its request: on its way, not there, failed, or there. */
export function SubjectPage<T extends { readonly title: string }>(props: {
  readonly what: 'role' | 'group' | 'member' | 'key' | 'held event';
  /** The tab whose list it is in … */
  readonly tab?: AccessTabPath;
  /** … or a list that is no tab. */
  readonly list?: { readonly title: string; readonly path?: string };
  readonly request: RequestState<T>;
  /** Beside the name: what it is, in a mark. */
  readonly mark?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: (value: T) => ReactNode;
}) {
  const classes = useStyles();
  const { what, tab, request, mark, actions, children } = props;
  const { value, error, loading, retry } = request;
  const paths = useAccessPaths();
  const list = tab
    ? { title: `All ${tab}`, path: paths?.tab(tab) }
    : props.list;
  return (
    <div className={classes.root} aria-busy={loading}>
      {list?.path && <Link to={list.path}>{list.title}</Link>}
      {error && statusOf(error) === 404 && (
        <EmptyState
          title={`There is no such ${what}`}
          hint="It may have been deleted since the link was made, or renamed in the catalog."
        />
      )}
      {error && statusOf(error) !== 404 && (
        <LoadFailure what={`the ${what}`} error={error} onRetry={retry} />
      )}
      {!value && loading && (
        <Paper>
          <ListSkeleton label={`Loading the ${what}`} rowHeight={28} rows={6} />
        </Paper>
      )}
      {value && !error && (
        <>
          <div className={classes.head}>
            <Typography variant="h4" component="h2" className={classes.title}>
              <bdi>{value.title}</bdi> {mark}
            </Typography>
            {actions}
          </div>
          {loading && <LinearProgress aria-label="Loading" />}
          {children(value)}
        </>
      )}
    </div>
  );
}
