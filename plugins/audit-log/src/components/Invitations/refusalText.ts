// SPDX-License-Identifier: Apache-2.0
import { messageOf } from '../../requests/messageOf';
import { retryTimeOf } from '../../requests/retryTimeOf';
import { statusOf } from '../../requests/statusOf';
import { formatTime } from '../labels/formatTime';

/** Why the server refused, in its words, and when to try again where there was too much of it. */
export function refusalText(error: Error): string {
  const message = messageOf(error);
  const time = statusOf(error) === 429 ? retryTimeOf(error) : undefined;
  return time
    ? `${message.replace(/\.?$/, '.')} Try again after ${formatTime.second(
        time.toISOString(),
      )}.`
    : message;
}

/** For a dialog that shows what it was rejected with. */
export function rejectWithRetryTime(error: Error): never {
  throw new Error(refusalText(error));
}
