// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import type { ArchiveFile } from 'backstage-plugin-audit-log-common';
import { fileName } from './fileName';
import { isOver } from './isOver';

/** What can be done with a file of the archive. */
export type FileActionName = 'restore' | 'end';

/** The button of a file; none while it is on its way, or gone, or its events are about to leave. */
export const FileActions = (props: {
  readonly of: ArchiveFile;
  readonly onAct: (name: FileActionName, file: ArchiveFile) => void;
}) => {
  const { of: file, onAct } = props;
  if (file.state !== 'archived' || isOver(file)) {
    return null;
  }
  const [name, title] = file.restoredUntil
    ? (['end', 'End restoration'] as const)
    : (['restore', 'Restore…'] as const);
  return (
    <Button
      size="small"
      style={{ minWidth: 0 }}
      aria-haspopup="dialog"
      aria-label={`${title}: ${fileName(file)}`}
      onClick={() => onAct(name, file)}
    >
      {title}
    </Button>
  );
};
