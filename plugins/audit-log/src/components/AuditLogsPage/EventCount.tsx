// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import type { EventSummary } from 'backstage-plugin-audit-log-common';

/** Which events of how many are on screen; screen readers hear it when it changes. */
export const EventCount = (props: {
  readonly offset: number;
  readonly shown: number;
  readonly summary: EventSummary | undefined;
  readonly loading: boolean;
  /** Whether more of the page can be found. */
  readonly isPartial: boolean;
}) => (
  <Typography variant="body2" component="p" role="status" aria-live="polite">
    {props.loading ? 'Loading events…' : words(props)}
  </Typography>
);

function words(props: {
  readonly offset: number;
  readonly shown: number;
  readonly summary: EventSummary | undefined;
  readonly isPartial: boolean;
}): string {
  const { offset, shown, summary, isPartial } = props;
  if (shown === 0) {
    return isPartial ? 'No events so far' : 'No events';
  }
  const span = `${number(offset + 1)}–${number(offset + shown)}`;
  if (!summary) {
    return `Events ${span}`;
  }
  const { count, exact } = summary.total;
  if (exact && count <= shown && offset === 0) {
    return shown === 1 ? '1 event' : `${number(shown)} events`;
  }
  // New events arrive while one pages, so a count can fall behind what is on screen.
  const total = Math.max(count, offset + shown);
  return `${span} of ${exact ? '' : 'more than '}${number(total)} events`;
}

function number(value: number): string {
  return value.toLocaleString();
}
