// SPDX-License-Identifier: Apache-2.0
import type { Invitation } from 'backstage-plugin-audit-log-common';
import { LabelChip } from '../cells/LabelChip';
import type { AccessColumn } from '../list/AccessTable';
import { DeliveryState } from './DeliveryState';
import { InvitedLine } from './InvitedLine';
import { OfferedAccess } from './OfferedAccess';
import { STATUS_LABELS } from './statusLabels';

export const INVITATION_COLUMNS: readonly AccessColumn<Invitation>[] = [
  { title: 'Address', width: '24%', cell: ({ email }) => <bdi>{email}</bdi> },
  {
    title: 'Status',
    width: 112,
    cell: ({ status }) => <LabelChip label={STATUS_LABELS[status]} />,
  },
  {
    title: 'Offered',
    width: '16%',
    cell: invitation => <OfferedAccess invitation={invitation} />,
  },
  {
    title: 'Invited',
    width: '18%',
    cell: invitation => <InvitedLine invitation={invitation} />,
  },
  {
    title: 'E-mail',
    cell: invitation => <DeliveryState invitation={invitation} />,
  },
];
