// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Divider from '@material-ui/core/Divider';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import ClockIcon from '@material-ui/icons/Schedule';
import { useRef, useState } from 'react';
import { TIME_RANGES, type TimeRangeName } from '../../view/timeRanges';
import type { View } from '../../view/View';
import { CustomTimeRange } from './CustomTimeRange';
import { timeRangeTitle } from './timeRangeTitle';

const useStyles = makeStyles(theme => ({
  button: {
    textTransform: 'none',
    fontWeight: 'normal',
    whiteSpace: 'nowrap',
    height: 40,
    borderColor: theme.palette.divider,
  },
  panel: { width: 280 },
}));

/** Chooses the time to look at: back from now, or between two moments. */
export const TimeRangePicker = (props: {
  readonly view: View;
  readonly onRange: (range: TimeRangeName) => void;
  readonly onWindow: (window: { from?: string; to?: string }) => void;
}) => {
  const classes = useStyles();
  const { view, onRange, onWindow } = props;
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const title = timeRangeTitle(view);

  return (
    <>
      <Button
        ref={anchor}
        variant="outlined"
        className={classes.button}
        startIcon={<ClockIcon />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={`Time range: ${title}`}
        onClick={() => setIsOpen(true)}
      >
        {title}
      </Button>
      <Popover
        open={isOpen}
        anchorEl={anchor.current}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{ role: 'dialog', 'aria-label': 'Time range' } as object}
      >
        <div className={classes.panel}>
          <List dense aria-label="Presets">
            {Object.entries(TIME_RANGES).map(([name, range]) => (
              <li key={name}>
                <ListItem
                  button
                  component="button"
                  selected={view.range === name}
                  aria-pressed={view.range === name}
                  onClick={() => {
                    onRange(name as TimeRangeName);
                    close();
                  }}
                >
                  <ListItemText primary={range.title} />
                </ListItem>
              </li>
            ))}
          </List>
          <Divider />
          <CustomTimeRange
            from={view.search.from}
            to={view.search.to}
            onApply={window => {
              onWindow(window);
              close();
            }}
          />
        </div>
      </Popover>
    </>
  );
};
