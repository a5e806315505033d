// SPDX-License-Identifier: Apache-2.0
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ExpandIcon from '@material-ui/icons/ExpandMore';
import type { CoveredAction } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { useElementId } from '../../view/useElementId';
import { AccessTable, type AccessColumn } from '../list/AccessTable';
import type { CoveredPlugin } from './pluginsOf';

/** A plugin or a system outside can have thousands of actions. */
const AT_ONCE = 50;

const useStyles = makeStyles(theme => ({
  // Material UI takes apart what is open, and its shadows are of another page.
  root: { margin: '0 !important' },
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: theme.spacing(2),
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  details: { display: 'block', padding: theme.spacing(0, 1, 1) },
  more: { margin: theme.spacing(1) },
}));

const keyOf = ({ action }: CoveredAction) => action;

/** The actions of one plugin, under a line that says how many of them were seen. */
export const PluginCoverage = (props: {
  readonly of: CoveredPlugin;
  readonly columns: readonly AccessColumn<CoveredAction>[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) => {
  const classes = useStyles();
  const id = useElementId('coverage');
  const [most, setMost] = useState(AT_ONCE);
  const { of, columns, isOpen, onToggle } = props;
  const { plugin, actions, summary } = of;
  const further = actions.length - most;
  return (
    <Accordion
      square
      expanded={isOpen}
      onChange={onToggle}
      className={classes.root}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary
        expandIcon={<ExpandIcon />}
        id={`${id}-summary`}
        aria-controls={`${id}-actions`}
        classes={{ content: classes.summary }}
      >
        <Typography variant="subtitle1" component="span">
          {plugin}
        </Typography>{' '}
        <Typography variant="body2" color="textSecondary" component="span">
          {summary}
        </Typography>
      </AccordionSummary>
      <AccordionDetails className={classes.details}>
        <AccessTable
          label={`Actions of ${plugin}`}
          items={actions.slice(0, most)}
          keyOf={keyOf}
          columns={columns}
        />
        {further > 0 && (
          <Button
            size="small"
            className={classes.more}
            onClick={() => setMost(most + AT_ONCE * 4)}
          >
            Show more ({further.toLocaleString()} left)
          </Button>
        )}
      </AccordionDetails>
    </Accordion>
  );
};
