// SPDX-License-Identifier: Apache-2.0
import Tooltip from '@material-ui/core/Tooltip';
import { formatTime } from '../labels/formatTime';

/** A time in the viewer's zone; the exact time, UTC, on hover. */
export const EventTime = (props: { readonly time: string }) => (
  <Tooltip title={new Date(props.time).toISOString()}>
    <time dateTime={props.time}>{formatTime.second(props.time)}</time>
  </Tooltip>
);
