// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import RefreshIcon from '@material-ui/icons/Refresh';
import { statusOf } from '../../requests/statusOf';
import { useQuarantine } from '../../requests/useQuarantine';
import { oneOf } from '../../view/oneOf';
import { useListView } from '../../view/useListView';
import { KeyViews } from '../Keys/KeyViews';
import { KeyFilter } from '../list/KeyFilter';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { SelectFilter } from '../list/SelectFilter';
import { EmptyState } from '../states/EmptyState';
import { GuideLink } from '../states/GuideLink';
import { HELD_EVENT_COLUMNS } from './heldEventColumns';
import { NoQuarantine } from './NoQuarantine';
import { REASON_TITLES } from './reasons';

const FILTERS = ['reason', 'key'];

/** The events that were sent and could not be recorded. */
export const QuarantineTab = () => {
  const { view, actions } = useListView(FILTERS);
  const { key } = view.filters;
  const reason = oneOf(REASON_TITLES, view.filters.reason);
  const held = useQuarantine({ key, reason, cursor: view.cursor });
  if (statusOf(held.error) === 403) {
    return (
      <>
        <KeyViews current="quarantine" />
        <NoQuarantine />
      </>
    );
  }
  return (
    <>
      <KeyViews current="quarantine" />
      <Typography variant="body2">
        Events that were sent and could not be recorded are held here as they
        were sent. Nothing that comes is dropped.
      </Typography>
      <ListToolbar what="held events" view={view} actions={actions}>
        <SelectFilter
          label="Reason"
          value={reason}
          titles={REASON_TITLES}
          onChange={value => actions.setFilter('reason', value)}
        />
        <KeyFilter
          value={key}
          onChange={value => actions.setFilter('key', value)}
        />
        <Button startIcon={<RefreshIcon />} onClick={held.retry}>
          Refresh
        </Button>
      </ListToolbar>
      <PagedList
        label="Held events"
        one="held event"
        several="held events"
        request={held}
        keyOf={({ id }) => id}
        columns={HELD_EVENT_COLUMNS}
        view={view}
        actions={actions}
        empty={
          <EmptyState
            title="Nothing is held"
            hint="All that was sent could be recorded. What cannot be, because of a wrong field, source, project or time, is held here with the reason."
          >
            <GuideLink name="outside-systems" />
          </EmptyState>
        }
      />
    </>
  );
};
