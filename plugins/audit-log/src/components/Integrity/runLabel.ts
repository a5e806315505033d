// SPDX-License-Identifier: Apache-2.0
import FailedIcon from '@material-ui/icons/ErrorOutline';
import InterruptedIcon from '@material-ui/icons/HighlightOff';
import PassedIcon from '@material-ui/icons/VerifiedUserOutlined';
import RunningIcon from '@material-ui/icons/HourglassEmpty';
import StoppedIcon from '@material-ui/icons/PauseCircleOutline';
import type { Verification } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../cells/LabelChip';

const LABELS: Readonly<Record<Verification['state'], ChipLabel>> = {
  running: {
    title: 'Running',
    meaning: 'Events are being compared with what was signed',
    Icon: RunningIcon,
    color: 'running',
  },
  passed: {
    title: 'Nothing found',
    meaning: 'Every event of it is exactly what was signed',
    Icon: PassedIcon,
    color: 'ok',
  },
  failed: {
    title: 'Failed',
    meaning: 'It could not be finished',
    Icon: FailedIcon,
    color: 'error',
  },
  stopped: {
    title: 'Stopped',
    meaning: 'Somebody stopped it before it was done',
    Icon: StoppedIcon,
    color: 'aborted',
  },
  interrupted: {
    title: 'Interrupted',
    meaning: 'The portal was restarted or failed before it was done',
    Icon: InterruptedIcon,
    color: 'warning',
  },
};

const ALTERED: ChipLabel = {
  title: 'Alteration found',
  meaning: 'Something stored is not what was signed',
  Icon: FailedIcon,
  color: 'error',
};

/** What became of a run. What it found counts, however it ended. */
export function runLabel({ state, findingCount }: Verification): ChipLabel {
  return findingCount > 0 && state !== 'running' ? ALTERED : LABELS[state];
}
