// SPDX-License-Identifier: Apache-2.0
import DoneIcon from '@material-ui/icons/CheckCircleOutline';
import FailedIcon from '@material-ui/icons/ErrorOutline';
import InterruptedIcon from '@material-ui/icons/HighlightOff';
import RunningIcon from '@material-ui/icons/HourglassEmpty';
import WaitingIcon from '@material-ui/icons/ReportProblemOutlined';
import type { RetentionRun } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../../cells/LabelChip';

/** What became of a run. */
export const RUN_STATES: Readonly<Record<RetentionRun['state'], ChipLabel>> = {
  running: {
    title: 'Running',
    meaning: 'What is due is being archived and removed',
    Icon: RunningIcon,
    color: 'running',
  },
  done: {
    title: 'Done',
    meaning: 'All that was due is done',
    Icon: DoneIcon,
    color: 'ok',
  },
  waiting: {
    title: 'Something waits',
    meaning: 'Something that was due could not be done, and is tried again',
    Icon: WaitingIcon,
    color: 'warning',
  },
  failed: {
    title: 'Failed',
    meaning: 'It could not be finished; the next one goes on from there',
    Icon: FailedIcon,
    color: 'error',
  },
  interrupted: {
    title: 'Interrupted',
    meaning:
      'The portal was restarted or failed before it was done; the next one goes on from there',
    Icon: InterruptedIcon,
    color: 'warning',
  },
};

/** What a run is doing. */
export const STEP_TITLES: Readonly<
  Record<NonNullable<RetentionRun['progress']>['step'], string>
> = {
  writing: 'Writing',
  checking: 'Checking',
  leaving: 'Moving out of the database',
  removing: 'Removing',
  restoring: 'Restoring',
};
