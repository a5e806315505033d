// SPDX-License-Identifier: Apache-2.0
import Alert from '@material-ui/lab/Alert';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { formatTime } from '../labels/formatTime';
import { keyStates, worksBeside } from './keyStates';

/** What somebody who looks after a key should know of it now: that it ends, or that a system still has the token before. */
export const KeyNotices = (props: { readonly of: IngestionKey }) => {
  const { of: key } = props;
  const { expiresAt, revokedAt } = key;
  const states = keyStates(key);
  const before = worksBeside(key);
  return (
    <>
      {before && (
        <Alert
          severity={before.previousLastUsedAt ? 'warning' : 'info'}
          variant="outlined"
          role="note"
        >
          The token from before the rotation works until{' '}
          {formatTime.minute(before.previousWorksUntil)}; what is sent with it
          later is refused.{' '}
          {before.previousLastUsedAt
            ? `It was last used ${formatTime.minute(
                before.previousLastUsedAt,
              )}, so a system may still have it.`
            : 'It was not used since.'}
        </Alert>
      )}
      {states.includes('expiring') && expiresAt && (
        <Alert severity="warning" variant="outlined" role="note">
          It expires {formatTime.minute(expiresAt)}. What is sent with it after
          that is refused, unless it gets a later expiry before.
        </Alert>
      )}
      {states.includes('expired') && expiresAt && (
        <Alert severity="error" variant="outlined" role="note">
          It expired {formatTime.minute(expiresAt)}. What is sent with it is
          refused. With a later expiry, the same token works again.
        </Alert>
      )}
      {revokedAt && (
        <Alert severity="info" variant="outlined" role="note">
          It is revoked and works no more. It stays here for what was recorded
          through it.
        </Alert>
      )}
    </>
  );
};
