// SPDX-License-Identifier: Apache-2.0
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import ExcludeIcon from '@material-ui/icons/RemoveCircleOutline';
import IncludeIcon from '@material-ui/icons/AddCircleOutline';
import type { FilterName } from 'backstage-plugin-audit-log-common';
import { withFilter, type FilterMode } from '../../view/filters';
import type { View } from '../../view/View';
import type { ViewActions } from '../../view/useView';
import { FILTER_LABELS } from '../labels/filters';
import { useFilterValueLabel } from '../labels/filterValueLabel';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexShrink: 0, margin: '-3px 0' },
  button: { padding: theme.spacing(0.5) },
  icon: { fontSize: '1rem' },
}));

/** Narrows the list by a value of the open event, or leaves out all events that have it. */
export const FieldFilters = (props: {
  readonly name: FilterName;
  readonly value: string;
  readonly view: View;
  readonly actions: ViewActions;
}) => {
  const classes = useStyles();
  const { name, value, view, actions } = props;
  const filterValueLabel = useFilterValueLabel();
  const words = `${FILTER_LABELS[name].title} ${filterValueLabel(name, value)}`;
  const narrow = (mode: FilterMode) => () =>
    actions.setFilters(withFilter(view.search, { mode, name, value }));
  return (
    <span className={classes.root}>
      <IconButton
        className={classes.button}
        aria-label={`Only events with ${words}`}
        title="Only events with this"
        onClick={narrow('include')}
      >
        <IncludeIcon className={classes.icon} />
      </IconButton>
      <IconButton
        className={classes.button}
        aria-label={`No events with ${words}`}
        title="No events with this"
        onClick={narrow('exclude')}
      >
        <ExcludeIcon className={classes.icon} />
      </IconButton>
    </span>
  );
};
