// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { formatTime } from '../labels/formatTime';

/** A search that ran out of its time: how far it came, and the way on. */
export const PartialPageNotice = (props: {
  readonly scannedUntil: string;
  readonly order: 'newest' | 'oldest';
  readonly onContinue?: () => void;
}) => {
  const { scannedUntil, order, onContinue } = props;
  const direction = order === 'newest' ? 'back to' : 'forward to';
  return (
    <Alert
      severity="info"
      variant="outlined"
      action={
        onContinue && (
          <Button color="inherit" size="small" onClick={onContinue}>
            Continue
          </Button>
        )
      }
    >
      Searched {direction} {formatTime.minute(scannedUntil)} so far; there may
      be more beyond.
    </Alert>
  );
};
