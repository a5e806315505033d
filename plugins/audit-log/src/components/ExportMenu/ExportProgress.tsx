// SPDX-License-Identifier: Apache-2.0
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import type { ExportProgressState } from './useExport';

/** How many events have arrived, of how many. */
export const ExportProgress = (props: {
  readonly state: ExportProgressState;
}) => {
  const { received, expected } = props.state;
  const isCounted = expected !== undefined && expected > 0;
  return (
    <>
      <Typography variant="body2">
        Exporting {received.toLocaleString()}
        {isCounted && ` of ${expected.toLocaleString()}`} events
      </Typography>
      <LinearProgress
        aria-label="Export"
        variant={isCounted ? 'determinate' : 'indeterminate'}
        value={
          isCounted ? Math.min(100, (received / expected) * 100) : undefined
        }
      />
    </>
  );
};
