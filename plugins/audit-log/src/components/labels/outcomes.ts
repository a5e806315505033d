// SPDX-License-Identifier: Apache-2.0
import BlockIcon from '@material-ui/icons/Block';
import CheckIcon from '@material-ui/icons/CheckCircleOutline';
import FailedIcon from '@material-ui/icons/HighlightOff';
import UnfinishedIcon from '@material-ui/icons/HourglassEmpty';
import type { Outcome } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../cells/LabelChip';

export const OUTCOME_LABELS: Readonly<Record<Outcome, ChipLabel>> = {
  succeeded: {
    title: 'Succeeded',
    meaning: 'The operation did what was asked',
    Icon: CheckIcon,
    color: 'ok',
  },
  failed: {
    title: 'Failed',
    meaning: 'The operation ended with an error',
    Icon: FailedIcon,
    color: 'error',
  },
  denied: {
    title: 'Denied',
    meaning: 'The actor was not allowed to do it',
    Icon: BlockIcon,
    color: 'warning',
  },
  unfinished: {
    title: 'Unfinished',
    meaning: 'The operation had not ended when it was recorded',
    Icon: UnfinishedIcon,
    color: 'aborted',
  },
};
