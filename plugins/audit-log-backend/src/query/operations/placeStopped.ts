// SPDX-License-Identifier: Apache-2.0

const LOWEST_ID = '00000000-0000-0000-0000-000000000000';
const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The place that a search by time goes on from when it has looked up to a time, in epoch milliseconds. */
export function placeStopped(
  time: number,
  newestFirst: boolean,
): { readonly time: number; readonly id: string } {
  return newestFirst
    ? { time, id: LOWEST_ID }
    : { time: time - 1, id: HIGHEST_ID };
}
