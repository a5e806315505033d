// SPDX-License-Identifier: Apache-2.0
import type { ReadableFile } from './ReadableFile';
import type { TimeTravel } from './TimeTravel';

/** Steps of a way through time that are looked through at once, and the files that have events there. */
export interface FileWindow {
  readonly from: number;
  readonly to: number;
  readonly files: readonly ReadableFile[];
  /** About how many events it has, rather more than fewer. */
  readonly events: number;
}

/**
 * The next window that has files, from a step on and before another, with about so many events, and no more bytes of files than there
 * is room for, where they lie one behind the other; undefined when no more files are on the way. A file that begins behind what is wanted is left for a later one, so that few files are opened.
 */
export function nextWindow(
  files: readonly ReadableFile[],
  travel: TimeTravel,
  options: {
    readonly from: number;
    readonly before: number;
    readonly events: number;
    readonly bytes?: number;
  },
): FileWindow | undefined {
  const left = files
    .filter(file => travel.far(file) > options.from)
    .sort((one, other) => travel.near(one) - travel.near(other));
  if (left.length === 0) {
    return undefined;
  }
  const from = Math.max(options.from, travel.near(left[0]));
  if (from >= options.before) {
    return undefined;
  }
  let to = Math.min(
    options.before,
    Math.max(...left.map(file => travel.far(file))),
  );
  let events = 0;
  let bytes = 0;
  for (const file of left) {
    const near = travel.near(file);
    const far = travel.far(file);
    // As if they were evenly spread.
    const rest =
      (file.content.events * (far - Math.max(near, from))) / (far - near);
    bytes += file.content.bytes;
    if (
      near > from &&
      (events + rest > options.events || bytes > (options.bytes ?? Infinity))
    ) {
      to = Math.min(to, near);
      break;
    }
    events += rest;
  }
  if (events > options.events) {
    const share = options.events / events;
    to = Math.min(to, from + Math.max(1, Math.floor((to - from) * share)));
    events = options.events;
  }
  return {
    from,
    to,
    files: left.filter(file => travel.near(file) < to),
    events,
  };
}
