// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ListView, ListViewActions } from '../../view/useListView';
import { PageButtons } from './PageButtons';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5),
  },
  total: { flexGrow: 1 },
}));

/** How many there are in a list, and the ways to its other pages where it has any. */
export const PageControls = (props: {
  /** One and several of what the list holds, such as role and roles. */
  readonly one: string;
  readonly several: string;
  readonly page: { readonly total: number; readonly nextCursor?: string };
  readonly view: ListView;
  readonly actions: ListViewActions;
}) => {
  const classes = useStyles();
  const { one, several, page, view, actions } = props;
  const { nextCursor, total } = page;
  const hasPages = nextCursor !== undefined || view.cursor !== undefined;
  return (
    <nav aria-label={`Pages of ${several}`} className={classes.root}>
      <Typography
        variant="body2"
        className={classes.total}
        role="status"
        aria-live="polite"
      >
        {total.toLocaleString()} {total === 1 ? one : several}
      </Typography>
      {hasPages && (
        <PageButtons
          onFirst={view.cursor === undefined ? undefined : actions.firstPage}
          onPrevious={actions.previousPage}
          onNext={
            nextCursor === undefined
              ? undefined
              : () => actions.nextPage(nextCursor)
          }
        />
      )}
    </nav>
  );
};
