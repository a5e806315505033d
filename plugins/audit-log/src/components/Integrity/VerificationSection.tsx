// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { Verification } from 'backstage-plugin-audit-log-common';
import { useMemo } from 'react';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import type { RequestState } from '../../requests/useRequest';
import { useListView } from '../../view/useListView';
import { PageSection } from '../access/PageSection';
import { AccessTable } from '../list/AccessTable';
import { ListStates } from '../list/ListStates';
import { polledList } from '../list/polledList';
import { EmptyState } from '../states/EmptyState';
import { runColumns } from './runColumns';
import { RunFindings } from './RunFindings';
import { RunProgress } from './RunProgress';
import { VerifyDialog } from './VerifyDialog';

const FILTERS = ['run'];

/** Has the ledger compared with what was signed, and shows what was found. */
export const VerificationSection = (props: {
  readonly runs: RequestState<readonly Verification[]>;
  /** How many events there are to verify; absent until it is known. */
  readonly sealed: number | undefined;
}) => {
  const { runs, sealed } = props;
  const { value, retry } = runs;
  const { view, actions } = useListView(FILTERS);
  const paths = useAuditLogPaths();
  const columns = useMemo(() => runColumns(paths), [paths]);
  const running = value?.find(({ state }) => state === 'running');
  const shown = value?.find(({ id, state }) =>
    view.filters.run ? id === view.filters.run : state !== 'running',
  );
  const verify = (
    <Button
      variant="outlined"
      disabled={!sealed || running !== undefined}
      onClick={() => actions.openDialog('verify')}
    >
      Verify now
    </Button>
  );
  return (
    <PageSection title="Verification" actions={verify}>
      <Typography variant="body2">
        A verification computes what was signed anew, from every event that is
        stored, and says where it is not the same.
      </Typography>
      {running && <RunProgress of={running} onStopped={retry} />}
      {shown && shown.findingCount > 0 && <RunFindings of={shown} />}
      {view.filters.run && value && !shown && (
        <Typography variant="body2" role="status">
          The verification that the link leads to is no longer kept.
        </Typography>
      )}
      <ListStates
        what="verifications"
        request={polledList(runs)}
        isFiltered={false}
        onClear={actions.clear}
        empty={
          <EmptyState
            title="Nothing was verified yet"
            hint="The ledger is verified from time to time by itself, and whenever somebody asks for it."
          />
        }
      >
        {({ items }) => (
          <AccessTable
            label="Verifications"
            items={items}
            keyOf={({ id }) => id}
            columns={columns}
          />
        )}
      </ListStates>
      {view.dialog === 'verify' && sealed && (
        <VerifyDialog
          sealed={sealed}
          onStarted={retry}
          onClose={actions.closeDialog}
        />
      )}
    </PageSection>
  );
};
