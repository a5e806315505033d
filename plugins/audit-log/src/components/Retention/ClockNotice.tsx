// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Retention } from 'backstage-plugin-audit-log-common';
import { retentionApiRef } from '../../retentionApi';
import { EventTime } from '../cells/EventTime';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';
import { formatTime } from '../labels/formatTime';
import { Attention } from './Attention';

/** That the time is in doubt, so that nothing is removed, and the way on for who knows that it is right. */
export const ClockNotice = (props: {
  readonly of: NonNullable<Retention['clock']>;
  readonly isRunning: boolean;
  readonly onTrusted: () => void;
}) => {
  const { of: clock, isRunning, onTrusted } = props;
  const { now, lastRunAt, message } = clock;
  const api = useApi(retentionApiRef);
  return (
    <Attention
      title="Nothing is removed while the time is in doubt"
      action="The clock is right: go on"
      isDisabled={isRunning}
      dialog="trust-clock"
      question={close => (
        <ConfirmDialog
          title="Is the clock right?"
          action="Go on"
          onConfirm={async () => {
            await api.runRetention({ trustClock: true });
            onTrusted();
            close();
          }}
          onClose={close}
        >
          <Typography>
            A run begins at once that takes {formatTime.minute(now)} as the
            time, and removes for good what is due by it. If the clock is ahead,
            that is too much.
          </Typography>
        </ConfirmDialog>
      )}
    >
      <div>{message}</div>
      <div>
        The server has it be <EventTime time={now} />. The last run was at{' '}
        <EventTime time={lastRunAt} />.
      </div>
    </Attention>
  );
};
