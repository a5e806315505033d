// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Snackbar from '@material-ui/core/Snackbar';
import Alert from '@material-ui/lab/Alert';
import { ExportProgress } from './ExportProgress';
import type { ExportFormat, ExportState } from './useExport';
import { VerifyCommand } from './VerifyCommand';

/** How an export fares, in a corner of the page, with a way out of it. */
export const ExportStatus = (props: {
  readonly state: ExportState;
  readonly onCancel: () => void;
  readonly onDismiss: () => void;
  readonly onRetry: (format: ExportFormat) => void;
}) => {
  const { state, onCancel, onDismiss, onRetry } = props;
  return (
    <Snackbar
      open={state.status !== 'idle'}
      // Whoever is to run a command has to have time to copy it.
      autoHideDuration={
        state.status === 'done' && state.format !== 'proofs' ? 8000 : null
      }
      onClose={(_, reason) =>
        reason === 'timeout' && state.status === 'done' && onDismiss()
      }
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
    >
      <div>
        {state.status === 'running' && (
          <Alert
            severity="info"
            action={
              <Button size="small" color="inherit" onClick={onCancel}>
                Cancel
              </Button>
            }
          >
            <ExportProgress state={state} />
          </Alert>
        )}
        {state.status === 'done' && (
          <Alert severity="success" onClose={onDismiss}>
            Exported {state.received.toLocaleString()} events
            {state.format === 'proofs' && (
              <VerifyCommand fileName={state.fileName} />
            )}
          </Alert>
        )}
        {state.status === 'failed' && (
          <Alert
            severity="error"
            action={
              <>
                <Button
                  size="small"
                  color="inherit"
                  onClick={() => onRetry(state.format)}
                >
                  Retry
                </Button>
                <Button size="small" color="inherit" onClick={onDismiss}>
                  Close
                </Button>
              </>
            }
          >
            The export did not finish and no file was kept:{' '}
            {state.error.message}
          </Alert>
        )}
      </div>
    </Snackbar>
  );
};
