// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import type { Hold } from 'backstage-plugin-audit-log-common';
import { useMemo, useState } from 'react';
import { useListView } from '../../../view/useListView';
import { PageSection } from '../../access/PageSection';
import { AddButton } from '../../list/AddButton';
import { ExpandableTable } from '../../list/ExpandableTable';
import { EmptyState } from '../../states/EmptyState';
import { AddHoldDialog } from './AddHoldDialog';
import { holdColumns } from './holdColumns';
import { ReleaseHoldDialog } from './ReleaseHoldDialog';

const DIALOG = 'hold';

/** What must not be removed, whatever the policy says, and why. */
export const HoldsSection = (props: {
  readonly of: readonly Hold[];
  readonly onChanged: () => void;
}) => {
  const { of: holds, onChanged } = props;
  const { view, actions } = useListView();
  const [releasing, setReleasing] = useState<Hold>();
  const columns = useMemo(() => holdColumns(setReleasing), []);
  return (
    <PageSection
      title="Holds"
      actions={
        <AddButton onClick={() => actions.openDialog(DIALOG)}>
          Add Hold
        </AddButton>
      }
    >
      <Typography variant="body2">
        While a hold stands, no event that it is about is removed. A file of the
        archive that has one is kept whole.
      </Typography>
      <Paper>
        {holds.length > 0 ? (
          <ExpandableTable
            label="Holds"
            items={holds}
            keyOf={({ id }) => id}
            columns={columns}
          />
        ) : (
          <EmptyState
            title="Nothing is held"
            hint="Where an investigation or a court needs events for longer, a hold keeps those of a time, a project or an actor."
          />
        )}
      </Paper>
      {view.dialog === DIALOG && (
        <AddHoldDialog onAdded={onChanged} onClose={actions.closeDialog} />
      )}
      {releasing && (
        <ReleaseHoldDialog
          of={releasing}
          onReleased={onChanged}
          onClose={() => setReleasing(undefined)}
        />
      )}
    </PageSection>
  );
};
