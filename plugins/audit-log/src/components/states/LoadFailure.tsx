// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { messageOf } from '../../requests/messageOf';

/** Says in the server's own words why something could not be loaded, and offers to try again. */
export const LoadFailure = (props: {
  readonly what: string;
  readonly error: Error;
  readonly onRetry: () => void;
}) => {
  const { what, error, onRetry } = props;
  return (
    <Alert
      severity="error"
      variant="outlined"
      action={
        <Button color="inherit" size="small" onClick={onRetry}>
          Retry
        </Button>
      }
    >
      <AlertTitle>Could not load {what}</AlertTitle>
      {messageOf(error)}
    </Alert>
  );
};
