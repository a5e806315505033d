// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Retention } from 'backstage-plugin-audit-log-common';
import { useListView } from '../../../view/useListView';
import { PageSection } from '../../access/PageSection';
import { formatTime } from '../../labels/formatTime';
import { ExpandableTable } from '../../list/ExpandableTable';
import { keptWords } from '../durations/durationWords';
import { CHANGE_COLUMNS, ChangedBy } from './changeColumns';
import { ChangePolicyDialog } from './ChangePolicyDialog';
import { policyDifferences } from './policyDifferences';
import { RULE_COLUMNS } from './ruleColumns';

const useStyles = makeStyles(theme => ({
  policy: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
    padding: theme.spacing(1.5, 2),
  },
  kept: { fontWeight: 600 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** How long events are kept, since when and by whose word, and the ways to change it. */
export const PolicySection = (props: {
  readonly of: Retention;
  readonly onChanged: () => void;
}) => {
  const classes = useStyles();
  const { of: retention, onChanged } = props;
  const { policy: current, configured, changes } = retention;
  const { policy, source, effectiveAt } = current;
  const { view, actions } = useListView();
  const isConfigured = policyDifferences(policy, configured).length === 0;
  const dialogs: Readonly<Record<string, typeof policy | undefined>> = {
    policy,
    configured,
  };
  const edited = view.dialog === undefined ? undefined : dialogs[view.dialog];
  return (
    <PageSection
      title="Policy"
      actions={
        <div className={classes.buttons}>
          {source === 'portal' && !isConfigured && (
            <Button onClick={() => actions.openDialog('configured')}>
              Use the configuration's…
            </Button>
          )}
          <Button
            variant="outlined"
            onClick={() => actions.openDialog('policy')}
          >
            Edit…
          </Button>
        </div>
      }
    >
      <Paper className={classes.policy}>
        <Typography className={classes.kept}>{keptWords(policy)}</Typography>
        <Typography variant="body2" color="textSecondary">
          Since {formatTime.minute(effectiveAt)}, by <ChangedBy of={current} />
          {source === 'portal' &&
            !isConfigured &&
            `. The configuration would have it so: ${keptWords(configured)}`}
        </Typography>
      </Paper>
      {policy.rules.length > 0 && (
        <>
          <Typography variant="body2">
            Some events are kept otherwise. The first rule that matches an event
            decides.
          </Typography>
          <Paper>
            <ExpandableTable
              label="Rules"
              items={policy.rules}
              keyOf={({ name }) => name}
              columns={RULE_COLUMNS}
            />
          </Paper>
        </>
      )}
      {changes.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h4">
            Last changes
          </Typography>
          <Paper>
            <ExpandableTable
              label="Last changes"
              items={changes}
              keyOf={({ id }) => id}
              columns={CHANGE_COLUMNS}
            />
          </Paper>
        </>
      )}
      {edited && (
        <ChangePolicyDialog
          title={
            view.dialog === 'configured'
              ? "Use the configuration's policy"
              : 'Change how long events are kept'
          }
          from={edited}
          retention={retention}
          onChanged={onChanged}
          onClose={actions.closeDialog}
        />
      )}
    </PageSection>
  );
};
