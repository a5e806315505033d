// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { EventSummary } from 'backstage-plugin-audit-log-common';
import { useMemo } from 'react';
import { formatTime } from '../labels/formatTime';
import { TimelineBarButton } from './TimelineBarButton';
import { failedHatch } from './failedHatch';
import { timelineBars } from './timelineBars';
import { useBarSelection } from './useBarSelection';

const useStyles = makeStyles(theme => ({
  root: { minWidth: 0 },
  bars: {
    display: 'flex',
    alignItems: 'stretch',
    height: 64,
    borderBottom: `1px solid ${theme.palette.divider}`,
    touchAction: 'pan-y',
    userSelect: 'none',
  },
  swatch: {
    display: 'inline-block',
    width: 10,
    height: 10,
    marginRight: theme.spacing(0.5),
    background: failedHatch(theme),
  },
  foot: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    color: theme.palette.text.secondary,
  },
}));

/**
 * When the events were, failed and denied ones hatched. A click on a bar, or a drag over several, narrows the time range;
 * with the keyboard, arrow keys go from bar to bar, Shift takes several, and Enter narrows.
 */
export const Timeline = (props: {
  readonly summary: EventSummary;
  readonly maximumBars: number;
  readonly onWindow: (window: { from: string; to: string }) => void;
}) => {
  const classes = useStyles();
  const { summary, maximumBars, onWindow } = props;
  const bars = useMemo(
    () => timelineBars(summary, maximumBars),
    [summary, maximumBars],
  );
  const selection = useBarSelection(bars, onWindow);
  if (bars.length === 0) {
    return null;
  }
  const highest = Math.max(1, ...bars.map(bar => bar.count));
  const { interval } = summary.timeline;
  const format = interval === 'hour' ? formatTime.minute : formatTime.day;
  const failed = bars.reduce((total, bar) => total + bar.failed, 0);

  return (
    <div className={classes.root}>
      <div
        role="group"
        aria-label="Events over time; choose a bar to narrow the time range"
        className={classes.bars}
        {...selection.groupProps}
      >
        {bars.map((bar, index) => (
          <TimelineBarButton
            key={bar.from}
            bar={bar}
            label={format(bar.from)}
            height={bar.count / highest}
            isSelected={selection.isSelected(index)}
            {...selection.barProps(index)}
          />
        ))}
      </div>
      <div className={classes.foot}>
        <Typography variant="caption">{format(bars[0].from)}</Typography>
        <Typography variant="caption">
          {failed > 0 && (
            <>
              <span className={classes.swatch} />
              {failed.toLocaleString()} failed or denied
            </>
          )}
        </Typography>
        <Typography variant="caption">
          {format(bars[bars.length - 1].to)}
        </Typography>
      </div>
    </div>
  );
};
