// SPDX-License-Identifier: Apache-2.0
import { doneFrame, donePlaceOf, notDoneOf } from './doneFrame';
import { encodeFrames, type Frame, readFrames } from './frames';

const begin = (key: string): Frame => ({
  kind: 'begin',
  rank: 1,
  key,
  content: `${key} is unfinished`,
});
const ending = (key: string): Frame => ({
  kind: 'ending',
  rank: 1,
  key,
  content: `${key} has ended`,
});
const entry = (content: string): Frame => ({ kind: 'entry', rank: 1, content });

/** As it comes back from a file in which the first of them are done, and this is written behind them. */
const fileOf = (done: readonly Frame[], others: readonly Frame[]) => {
  const place = encodeFrames(done).bytes.length;
  const all = [...done, doneFrame(0), doneFrame(place), ...others];
  return { place, ...readFrames(encodeFrames(all).bytes) };
};

const said = (frames: readonly Frame[]) =>
  frames.map(({ kind, key, content }) => [kind, key, content].join(' ').trim());

describe('what is written of what is done', () => {
  it('is the last that was written', () => {
    const { frames, place } = fileOf([entry('a'), entry('b')], [entry('c')]);
    expect(donePlaceOf(frames)).toBe(place);
    expect(donePlaceOf(frames.slice(0, 2))).toBe(0);
  });

  it('leaves what is not done, what is open, and that something has ended', () => {
    const { frames } = fileOf(
      [begin('a'), entry('done'), begin('b'), ending('a'), ending('elsewhere')],
      [entry('waits'), begin('c'), ending('d'), begin('d')],
    );
    expect(said(notDoneOf(frames))).toEqual([
      'begin b b is unfinished',
      'end a',
      'end elsewhere',
      'entry  waits',
      'begin c c is unfinished',
      'ending d d has ended',
    ]);
  });

  it('is nothing in a file of the version before, all of which is given out', () => {
    const all = [begin('a'), entry('a'), begin('b'), ending('b')];
    const { frames } = readFrames(encodeFrames(all).bytes);
    expect(donePlaceOf(frames)).toBe(0);
    expect(said(notDoneOf(frames))).toEqual([
      'begin a a is unfinished',
      'entry  a',
      'ending b b has ended',
    ]);
  });
});
