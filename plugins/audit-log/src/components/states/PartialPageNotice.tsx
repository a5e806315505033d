// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Alert from '@material-ui/lab/Alert';
import type { EventPage } from 'backstage-plugin-audit-log-common';
import { messageOf } from '../../requests/messageOf';
import type { EventPageState } from '../../requests/useEventPage';
import { aboutSoManyEvents } from '../labels/eventsInWords';
import { formatTime } from '../labels/formatTime';

/** A page that is there in part: how far the search for the rest has come, and the ways to stop it and to go on. */
export const PartialPageNotice = (props: {
  readonly scannedUntil: string;
  readonly archive: EventPage['archive'];
  readonly search: NonNullable<EventPageState['partial']>;
}) => {
  const { scannedUntil, archive, search } = props;
  const { isSearching, error, stop, goOn } = search;
  return (
    <>
      {isSearching && <LinearProgress aria-label="Searching" />}
      <Alert
        severity={error ? 'error' : 'info'}
        variant="outlined"
        // What is found is told beside the list.
        role={error ? 'alert' : 'note'}
        action={
          <Button
            color="inherit"
            size="small"
            onClick={isSearching ? stop : goOn}
          >
            {isSearching ? 'Stop' : 'Continue'}
          </Button>
        }
      >
        {archive
          ? `Looked through until ${formatTime.day(scannedUntil)} · ${leftWords(
              archive,
            )}`
          : `Looked through until ${formatTime.minute(
              scannedUntil,
            )}; there may be more beyond`}
        {error && <div>{messageOf(error)}</div>}
      </Alert>
    </>
  );
};

function leftWords({
  filesLeft,
  eventsLeft,
}: NonNullable<EventPage['archive']>): string {
  if (filesLeft === 0) {
    return 'the last archived file';
  }
  const files =
    filesLeft === 1
      ? '1 archived file'
      : `${filesLeft.toLocaleString()} archived files`;
  return eventsLeft === undefined
    ? `${files} left`
    : `${files}, ${aboutSoManyEvents(eventsLeft)} left`;
}
