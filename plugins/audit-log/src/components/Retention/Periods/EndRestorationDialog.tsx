// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ArchiveFile } from 'backstage-plugin-audit-log-common';
import { retentionApiRef } from '../../../retentionApi';
import { ConfirmDialog } from '../../dialogs/ConfirmDialog';
import { fileName } from './fileName';

/** Asks before restored events leave the database ahead of their time. */
export const EndRestorationDialog = (props: {
  readonly of: ArchiveFile;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) => {
  const { of: file, onDone, onClose } = props;
  const api = useApi(retentionApiRef);
  return (
    <ConfirmDialog
      title={`End the restoration of ${fileName(file)}?`}
      action="End restoration"
      isHarmless
      onConfirm={async () => {
        await api.endRestoration(file.id);
        onDone();
        onClose();
      }}
      onClose={onClose}
    >
      <Typography>
        Its events leave the database with the next run. They stay in the
        archive, where they can be read as before.
      </Typography>
    </ConfirmDialog>
  );
};
