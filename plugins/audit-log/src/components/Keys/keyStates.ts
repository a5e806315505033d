// SPDX-License-Identifier: Apache-2.0
import ActiveIcon from '@material-ui/icons/CheckCircleOutline';
import ExpiringIcon from '@material-ui/icons/HourglassEmpty';
import RevokedIcon from '@material-ui/icons/Block';
import RotatingIcon from '@material-ui/icons/Autorenew';
import ExpiredIcon from '@material-ui/icons/TimerOff';
import type {
  IngestionKey,
  IngestionKeyStatus,
} from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../cells/LabelChip';

export type KeyState = IngestionKeyStatus | 'expiring' | 'rotating';

/** How long before its end a key is said to expire soon: enough to change the system that has it. */
const SOON = 14 * 86_400_000;

export const KEY_STATE_LABELS: Readonly<Record<KeyState, ChipLabel>> = {
  active: {
    title: 'Active',
    meaning: 'Its token works',
    Icon: ActiveIcon,
    color: 'ok',
  },
  rotating: {
    title: 'Rotating',
    meaning: 'It has a new token, and the one before it still works',
    Icon: RotatingIcon,
    color: 'running',
  },
  expiring: {
    title: 'Expires soon',
    meaning: 'Its token works, for 14 days at most; set a later expiry',
    Icon: ExpiringIcon,
    color: 'warning',
  },
  expired: {
    title: 'Expired',
    meaning: 'Its token does not work any more; set a later expiry',
    Icon: ExpiredIcon,
    color: 'error',
  },
  revoked: {
    title: 'Revoked',
    meaning: 'Its token does not work any more, for good',
    Icon: RevokedIcon,
    color: 'aborted',
  },
};

/** The words of the states that a list can be narrowed to. */
export const KEY_STATUS_TITLES: Readonly<Record<IngestionKeyStatus, string>> = {
  active: KEY_STATE_LABELS.active.title,
  expired: KEY_STATE_LABELS.expired.title,
  revoked: KEY_STATE_LABELS.revoked.title,
};

/** Where a key stands; one that is being rotated can expire soon, too. */
export function keyStates(
  key: Pick<IngestionKey, 'status' | 'expiresAt' | 'rotation'>,
  now: number = Date.now(),
): readonly KeyState[] {
  const { status, expiresAt } = key;
  if (status !== 'active') {
    return [status];
  }
  const states: KeyState[] = [];
  if (worksBeside(key, now)) {
    states.push('rotating');
  }
  if (expiresAt && Date.parse(expiresAt) - now < SOON) {
    states.push('expiring');
  }
  return states.length > 0 ? states : ['active'];
}

/** The last rotation of a key, as long as the token from before it works. */
export function worksBeside(
  { status, rotation }: Pick<IngestionKey, 'status' | 'rotation'>,
  now: number = Date.now(),
): IngestionKey['rotation'] {
  return status === 'active' &&
    rotation &&
    Date.parse(rotation.previousWorksUntil) > now
    ? rotation
    : undefined;
}
