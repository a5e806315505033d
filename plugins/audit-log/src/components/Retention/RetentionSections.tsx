// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import { useRetention } from '../../requests/useRetention';
import { statusOf } from '../../requests/statusOf';
import { ListSkeleton } from '../list/ListSkeleton';
import { LoadFailure } from '../states/LoadFailure';
import { ArchiveProblem } from './ArchiveProblem';
import { ArchiveSection } from './ArchiveSection';
import { ClockNotice } from './ClockNotice';
import { HoldsSection } from './Holds/HoldsSection';
import { NoRetention } from './NoRetention';
import { PeriodsSection } from './Periods/PeriodsSection';
import { PendingChange } from './Policy/PendingChange';
import { PolicySection } from './Policy/PolicySection';
import { RunsSection } from './Runs/RunsSection';

/** How long events are kept, section by section, below what needs somebody's attention. */
export const RetentionSections = () => {
  const { value, error, retry } = useRetention();
  if (statusOf(error) === 403) {
    return <NoRetention />;
  }
  return (
    <>
      {error && (
        <LoadFailure what="how events are kept" error={error} onRetry={retry} />
      )}
      {!value && !error && (
        <Paper>
          <ListSkeleton
            label="Loading how events are kept"
            rowHeight={28}
            rows={8}
          />
        </Paper>
      )}
      {value && (
        <>
          {value.clock && (
            <ClockNotice
              of={value.clock}
              isRunning={value.runs.some(({ state }) => state === 'running')}
              onTrusted={retry}
            />
          )}
          <ArchiveProblem of={value.archive} />
          {value.pending && (
            <PendingChange
              of={value.pending}
              current={value.policy.policy}
              onCancelled={retry}
            />
          )}
          <PolicySection of={value} onChanged={retry} />
          <PeriodsSection of={value} onChanged={retry} />
          <HoldsSection of={value.holds} onChanged={retry} />
          <RunsSection of={value} onChanged={retry} />
          <ArchiveSection of={value.archive} />
        </>
      )}
    </>
  );
};
