// SPDX-License-Identifier: Apache-2.0
import ArchivedIcon from '@material-ui/icons/ArchiveOutlined';
import RemovedIcon from '@material-ui/icons/DeleteOutline';
import MovingIcon from '@material-ui/icons/HourglassEmpty';
import type { ArchiveFile } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../../cells/LabelChip';

/** Where a file of the archive stands. */
export const FILE_STATES: Readonly<Record<ArchiveFile['state'], ChipLabel>> = {
  writing: {
    title: 'Being written',
    meaning: 'Its events are copied; they are live until it is checked',
    Icon: MovingIcon,
    color: 'running',
  },
  written: {
    title: 'Being checked',
    meaning: 'It is read back, and compared with what was recorded',
    Icon: MovingIcon,
    color: 'running',
  },
  checked: {
    title: 'Moving',
    meaning: 'It is as it should be, and its events leave the database',
    Icon: MovingIcon,
    color: 'running',
  },
  archived: {
    title: 'Archived',
    meaning: 'Its events are in the archive alone',
    Icon: ArchivedIcon,
  },
  removing: {
    title: 'Being removed',
    meaning: 'Its time is over; it goes with the next run at the latest',
    Icon: RemovedIcon,
    color: 'running',
  },
  removed: {
    title: 'Removed',
    meaning:
      'It is gone for good. A signed statement says what it had, and when it went',
    Icon: RemovedIcon,
    color: 'aborted',
  },
};
