// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useErasures } from '../../requests/useErasures';
import { useListView } from '../../view/useListView';
import { PageSection } from '../access/PageSection';
import { AccessTable } from '../list/AccessTable';
import { ListStates } from '../list/ListStates';
import { polledList } from '../list/polledList';
import { EmptyState } from '../states/EmptyState';
import { ERASURE_COLUMNS } from './erasureColumns';
import { EraseDialog } from './EraseDialog';

/** What was erased of people, when and why, and the way to erase more. */
export const ErasuresSection = () => {
  const { view, actions } = useListView();
  const erasures = useErasures();
  return (
    <PageSection
      title="Erasures"
      actions={
        <Button variant="outlined" onClick={() => actions.openDialog('erase')}>
          Erase a person…
        </Button>
      }
    >
      <Typography variant="body2">
        What tells who a person is can be erased from events. The events stay,
        and still prove that nothing else was changed.
      </Typography>
      <ListStates
        what="erasures"
        request={polledList(erasures)}
        isFiltered={false}
        onClear={actions.clear}
        empty={
          <EmptyState
            title="Nothing was erased"
            hint="Erasures are listed here with their reason. Whom they were about is not kept."
          />
        }
      >
        {({ items }) => (
          <AccessTable
            label="Erasures"
            items={items}
            keyOf={({ id }) => id}
            columns={ERASURE_COLUMNS}
          />
        )}
      </ListStates>
      {view.dialog === 'erase' && (
        <EraseDialog onErased={erasures.retry} onClose={actions.closeDialog} />
      )}
    </PageSection>
  );
};
