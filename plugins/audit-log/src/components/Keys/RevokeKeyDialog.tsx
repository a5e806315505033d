// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { accessControlApiRef } from '../../accessApi';
import { statusOf } from '../../requests/statusOf';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';
import { formatTime } from '../labels/formatTime';

/** How many of the sources that stop working are named. */
const NAMED = 10;

/** Asks before a key is revoked, and says what stops working. */
export const RevokeKeyDialog = (props: {
  readonly of: IngestionKey;
  /** The key has changed; look again. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) => {
  const { onChanged, onClose } = props;
  const { id, name, status, sources, lastUsedAt } = props.of;
  const api = useApi(accessControlApiRef);
  const rest = sources.length - NAMED;

  const revoke = async () => {
    try {
      await api.revokeIngestionKey(id);
    } catch (caught: unknown) {
      if (statusOf(caught as Error) === 409) {
        onChanged();
      }
      throw caught;
    }
    onChanged();
    onClose();
  };

  return (
    <ConfirmDialog
      title={`Revoke the key ${name}?`}
      action="Revoke"
      onConfirm={revoke}
      onClose={onClose}
    >
      {status === 'expired' ? (
        <Typography>
          It has expired, so nothing more stops working. Revoked, it cannot be
          given a later expiry any more.
        </Typography>
      ) : (
        <>
          <Typography>
            What is sent with it is refused within five seconds, and not
            recorded. That ends the events of these sources, unless another key
            has them too:
          </Typography>
          <Typography component="ul" variant="body2">
            {sources.slice(0, NAMED).map(source => (
              <li key={source}>
                <bdi>{source}</bdi>
              </li>
            ))}
            {rest > 0 && <li>and {rest.toLocaleString()} more</li>}
          </Typography>
          <Typography variant="body2">
            {lastUsedAt
              ? `It was last used ${formatTime.minute(lastUsedAt)}.`
              : 'It was never used.'}
          </Typography>
        </>
      )}
      <Typography variant="body2">
        What was recorded through it stays. This cannot be undone; to let the
        system send again, create another key.
      </Typography>
    </ConfirmDialog>
  );
};
