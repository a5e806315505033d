// SPDX-License-Identifier: Apache-2.0
import { type Frame, isEntry, type PlacedFrame, sizeOfFrame } from './frames';
import { mergeLost } from './lostFrame';
import type { Reading, Segment } from './Segment';

export interface RewriteOptions {
  readonly segment: Segment;
  /** The entries of this rank are lost. */
  readonly rank?: number;
  /** What is being read of it stays. */
  readonly reading?: Reading;
  /** The file before it, whose content is taken in when both are small. */
  readonly before?: Segment;
  /** Up to this size both are small together. */
  readonly smallSize: number;
}

export interface Rewritten {
  readonly segment: Segment;
  /** Where what is being read is now. */
  readonly reading?: Reading;
  /** How many entries were left out. */
  readonly lost: number;
  readonly tookInBefore: boolean;
}

/** Puts a file in the place of another that holds what is needed of it. Undefined when none of the rank is there to lose. */
export async function rewriteSegment(
  options: RewriteOptions,
): Promise<Rewritten | undefined> {
  const { segment, rank, reading, before, smallSize } = options;
  const frames = await neededOf(segment);
  const isFixed = ({ end }: PlacedFrame) => reading && end <= reading.end;
  const loose = frames.placed.filter(frame => !isFixed(frame));
  const isLost = (frame: Frame) => isEntry(frame) && frame.rank === rank;
  const lost = loose.filter(isLost);
  if (rank !== undefined && lost.length === 0) {
    return undefined;
  }
  const hasRoomFor =
    before && before.size + sizeOf(loose) - sizeOf(lost) <= smallSize;
  const taken = hasRoomFor ? await neededOf(before) : { begun: [], placed: [] };

  const fixed = [...frames.begun, ...frames.placed.filter(isFixed)];
  const others = [...taken.begun, ...taken.placed, ...loose];
  const told = others.filter(({ kind }) => kind === 'lost');
  const left = [
    ...fixed,
    ...(lost.length > 0 ? [mergeLost([...told, ...lost])] : told),
    ...others
      .filter(({ kind }) => kind !== 'lost')
      .flatMap(frame => (isLost(frame) ? endOf(frame) : [frame])),
  ];
  const isOwn = segment.isOwn && (!hasRoomFor || before.isOwn);
  const rewritten = await segment.replace(left, isOwn);
  return {
    segment: rewritten,
    reading: reading && {
      segment: rewritten,
      end: sizeOf(fixed),
      frames: reading.frames,
    },
    lost: others.filter(isLost).length,
    tookInBefore: hasRoomFor === true,
  };
}

/** What is left of an entry that is lost: that something has ended. */
export function endOf({ kind, key, endsHere }: Frame): Frame[] {
  return kind === 'ending' && !endsHere
    ? [{ kind: 'end', rank: 0, key, content: '' }]
    : [];
}

export function sizeOf(frames: readonly Frame[]): number {
  return frames.reduce((sum, frame) => sum + sizeOfFrame(frame), 0);
}

/** What is not done of a file, and what is begun in it and not ended: in the part that is done, and in the other. */
async function neededOf(segment: Segment): Promise<{
  readonly begun: readonly Frame[];
  readonly placed: readonly PlacedFrame[];
}> {
  const placed = (await segment.readAll()).filter(({ kind, key, endsHere }) =>
    kind === 'begin'
      ? segment.begun.has(key!)
      : kind !== 'done' && (kind !== 'end' || !endsHere),
  );
  const keys = new Set(
    placed.filter(({ kind }) => kind === 'begin').map(({ key }) => key),
  );
  const begun = [...segment.begun].filter(([key]) => !keys.has(key));
  return { begun: begun.map(([, frame]) => frame), placed };
}
