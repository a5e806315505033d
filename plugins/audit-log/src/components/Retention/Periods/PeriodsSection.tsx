// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import type { ArchiveFile, Retention } from 'backstage-plugin-audit-log-common';
import { useMemo, useState } from 'react';
import { PageSection } from '../../access/PageSection';
import { ExpandableTable } from '../../list/ExpandableTable';
import { EmptyState } from '../../states/EmptyState';
import { EndRestorationDialog } from './EndRestorationDialog';
import type { FileActionName } from './FileActions';
import { fileColumns } from './fileColumns';
import { liveColumns } from './liveColumns';
import { RestoreDialog } from './RestoreDialog';
import { TotalFacts } from './TotalFacts';

/** What is in the database and what in the archive, and what it will come to. */
export const PeriodsSection = (props: {
  readonly of: Retention;
  readonly onChanged: () => void;
}) => {
  const { of: retention, onChanged } = props;
  const { live, files, holds } = retention;
  const [acting, setActing] = useState<{
    readonly name: FileActionName;
    readonly file: ArchiveFile;
  }>();
  const columns = useMemo(
    () =>
      fileColumns({ holds, onAct: (name, file) => setActing({ name, file }) }),
    [holds],
  );
  const dialog = acting && {
    of: acting.file,
    onDone: onChanged,
    onClose: () => setActing(undefined),
  };
  return (
    <PageSection title="What is where">
      <Paper>
        <TotalFacts of={retention} />
      </Paper>
      {live.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h4">
            Live
          </Typography>
          <Paper>
            <ExpandableTable
              label="Live"
              items={live}
              keyOf={({ period }) => period}
              columns={liveColumns(live)}
            />
          </Paper>
        </>
      )}
      <Typography variant="subtitle2" component="h4">
        Archive
      </Typography>
      <Paper>
        {files.length > 0 ? (
          <ExpandableTable
            label="Archive"
            items={files}
            keyOf={({ id }) => id}
            columns={columns}
          />
        ) : (
          <EmptyState
            title="Nothing is archived yet"
            hint="Events move to the archive by themselves, once all of their month or day have been live for as long as the policy says."
          />
        )}
      </Paper>
      {dialog && acting.name === 'restore' && <RestoreDialog {...dialog} />}
      {dialog && acting.name === 'end' && <EndRestorationDialog {...dialog} />}
    </PageSection>
  );
};
