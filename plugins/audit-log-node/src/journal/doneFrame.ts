// SPDX-License-Identifier: Apache-2.0
import { type Frame, isGivenOut, type PlacedFrame } from './frames';

/** Says that all before a place of the file that it is in is done. */
export function doneFrame(place: number): Frame {
  return { kind: 'done', rank: 0, content: String(place) };
}

/** Before which place all of a file is done, as far as that is written in it. */
export function donePlaceOf(frames: readonly PlacedFrame[]): number {
  const last = frames.findLast(({ kind }) => kind === 'done');
  return last ? Number(last.content) : 0;
}

/** What of a file is needed when it is written anew: places, and with them what is done, are others then. */
export function notDoneOf(frames: readonly PlacedFrame[]): readonly Frame[] {
  const done = donePlaceOf(frames);
  const isEnd = ({ kind }: Frame) => kind === 'end' || kind === 'ending';
  const ended = new Set(frames.filter(isEnd).map(({ key }) => key));
  return frames.flatMap((frame): readonly Frame[] => {
    const { kind, key } = frame;
    if (kind === 'begin') {
      return ended.has(key) ? [] : [frame];
    }
    if (kind === 'done' || (isGivenOut(frame) && frame.start < done)) {
      // That it has ended is of use still: it may have been begun in another file.
      return kind === 'ending' ? [endFrame(key)] : [];
    }
    return [frame];
  });
}

function endFrame(key: string | undefined): Frame {
  return { kind: 'end', rank: 0, key, content: '' };
}
