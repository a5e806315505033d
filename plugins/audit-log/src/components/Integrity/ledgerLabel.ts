// SPDX-License-Identifier: Apache-2.0
import AlteredIcon from '@material-ui/icons/ErrorOutline';
import SealedIcon from '@material-ui/icons/LockOutlined';
import UnsealedIcon from '@material-ui/icons/LockOpenOutlined';
import VerifiedIcon from '@material-ui/icons/VerifiedUserOutlined';
import BehindIcon from '@material-ui/icons/ReportProblemOutlined';
import type { LedgerStatus } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../cells/LabelChip';
import { formatTime } from '../labels/formatTime';

export type LedgerLabel = ChipLabel & Required<Pick<ChipLabel, 'Icon'>>;

const ALTERED: LedgerLabel = {
  title: 'Alteration found',
  meaning:
    'What is stored is no longer what was sealed. Somebody or something has changed, removed or added events past the portal. Keep the database and its backups as they are, and look at what was found.',
  Icon: AlteredIcon,
  color: 'error',
};

const UNSEALED: LedgerLabel = {
  title: 'Not sealed',
  meaning:
    'Sealing is switched off, so nothing here proves that events are still as they were recorded. Set auditLog.sealing.enabled to seal them.',
  Icon: UnsealedIcon,
  color: 'warning',
};

const EMPTY: LedgerLabel = {
  title: 'Nothing sealed yet',
  meaning:
    'Events are sealed within about a second of being recorded, and those of before one after the other.',
  Icon: SealedIcon,
};

const SEALED: LedgerLabel = {
  title: 'Sealed, not verified yet',
  meaning:
    'Events are sealed: the portal has signed how many there are and what is in them, so that a change would be noticed. No verification has gone through all of them yet.',
  Icon: SealedIcon,
};

/** How the ledger stands, in a few words and in a few more. */
export function ledgerLabel(status: LedgerStatus): LedgerLabel {
  const { isSealing, sealed, verified, problems } = status;
  if (problems.some(({ code }) => code === 'altered')) {
    return ALTERED;
  }
  if (!isSealing) {
    return UNSEALED;
  }
  const label = sealed === 0 ? EMPTY : verifiedLabel(verified);
  return problems.length > 0
    ? { ...label, Icon: BehindIcon, color: 'warning' }
    : label;
}

function verifiedLabel(verified: LedgerStatus['verified']): LedgerLabel {
  if (!verified) {
    return SEALED;
  }
  const until = formatTime.minute(verified.recordedUntil ?? verified.at);
  return {
    title: `Verified until ${until}`,
    meaning:
      'Every event that was recorded until then was compared with what the portal has signed, and none was changed, removed or added. Later ones are sealed, and are compared the next time.',
    Icon: VerifiedIcon,
    color: 'ok',
  };
}
