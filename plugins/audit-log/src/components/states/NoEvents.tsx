// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import {
  TIME_RANGES,
  widerTimeRange,
  type TimeRangeName,
} from '../../view/timeRanges';
import { EmptyState } from './EmptyState';

/** An empty list, and what to try. */
export const NoEvents = (props: {
  readonly range: TimeRangeName | 'custom';
  readonly isFiltered: boolean;
  readonly onRange: (range: TimeRangeName) => void;
  readonly onClear: () => void;
}) => {
  const { range, isFiltered, onRange, onClear } = props;
  const wider = range === 'custom' ? '1y' : widerTimeRange(range);
  return (
    <EmptyState
      title={
        isFiltered
          ? 'No events match these filters'
          : 'Nothing was recorded in this time'
      }
      hint={
        isFiltered
          ? 'Try fewer filters, other words, or a longer time. Free text finds words by how they begin.'
          : 'Try a longer time. Events appear here as soon as somebody does something in the portal.'
      }
    >
      {isFiltered && (
        <Button variant="outlined" onClick={onClear}>
          Clear all filters
        </Button>
      )}
      {wider && (
        <Button variant="outlined" onClick={() => onRange(wider)}>
          Show the {TIME_RANGES[wider].title.toLocaleLowerCase('en-US')}
        </Button>
      )}
    </EmptyState>
  );
};
