// SPDX-License-Identifier: Apache-2.0
import RevokedIcon from '@material-ui/icons/Block';
import AcceptedIcon from '@material-ui/icons/CheckCircleOutline';
import PendingIcon from '@material-ui/icons/HourglassEmpty';
import ExpiredIcon from '@material-ui/icons/TimerOff';
import type { InvitationStatus } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../cells/LabelChip';

export const STATUS_LABELS: Readonly<Record<InvitationStatus, ChipLabel>> = {
  pending: {
    title: 'Pending',
    meaning: 'The link works and was not used yet',
    Icon: PendingIcon,
    color: 'running',
  },
  accepted: {
    title: 'Accepted',
    meaning: 'They have what was offered',
    Icon: AcceptedIcon,
    color: 'ok',
  },
  expired: {
    title: 'Expired',
    meaning: 'The link was not used in its time; resend the invitation',
    Icon: ExpiredIcon,
    color: 'warning',
  },
  revoked: {
    title: 'Revoked',
    meaning: 'The link does not work any more',
    Icon: RevokedIcon,
    color: 'aborted',
  },
};

/** The words alone, to choose among. */
export const STATUS_TITLES: Readonly<Record<InvitationStatus, string>> = {
  pending: STATUS_LABELS.pending.title,
  accepted: STATUS_LABELS.accepted.title,
  expired: STATUS_LABELS.expired.title,
  revoked: STATUS_LABELS.revoked.title,
};
