// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { ButtonHTMLAttributes } from 'react';
import { failedHatch } from './failedHatch';
import type { TimelineBar } from './timelineBars';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'flex-end',
    flex: '1 1 0',
    minWidth: 0,
    margin: 0,
    padding: '0 1px',
    border: 0,
    background: 'none',
    cursor: 'pointer',
    '&:hover': { backgroundColor: theme.palette.action.hover },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      zIndex: 1,
    },
  },
  selected: { backgroundColor: theme.palette.action.selected },
  bar: {
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: theme.palette.primary.main,
    borderRadius: '2px 2px 0 0',
    overflow: 'hidden',
  },
  failed: {
    flexShrink: 0,
    background: failedHatch(theme),
  },
}));

export interface TimelineBarButtonProps
  extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly bar: TimelineBar;
  /** When the bar begins, in words. */
  readonly label: string;
  /** Of the highest bar, 0 to 1. */
  readonly height: number;
  readonly isSelected: boolean;
}

/** One bar; the whole height of the chart can be clicked, so that a low bar is not hard to hit. */
export const TimelineBarButton = (props: TimelineBarButtonProps) => {
  const classes = useStyles();
  const { bar, label, height, isSelected, ...buttonProps } = props;
  const words = `${label}: ${bar.count.toLocaleString()} events${
    bar.failed > 0 ? `, ${bar.failed.toLocaleString()} failed or denied` : ''
  }`;
  return (
    <button
      type="button"
      className={`${classes.root} ${isSelected ? classes.selected : ''}`}
      title={words}
      aria-label={words}
      {...buttonProps}
    >
      {bar.count > 0 && (
        <span
          className={classes.bar}
          style={{ height: `max(3px, ${height * 100}%)` }}
        >
          {bar.failed > 0 && (
            <span
              className={classes.failed}
              style={{ height: `max(3px, ${(bar.failed / bar.count) * 100}%)` }}
            />
          )}
        </span>
      )}
    </button>
  );
};
