// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import { describeReported } from '../auditor/describeReported';
import { DEFAULT_LIMITS } from '../bounds/Limits';
import { OpenOperations } from './OpenOperations';
import { Operation } from './Operation';
import { Patience } from './Patience';

const description = (meta: JsonObject) =>
  describeReported({
    plugin: 'toy',
    reported: { eventId: 'thing', meta },
    limits: DEFAULT_LIMITS,
  });

const operation = (meta = {}) =>
  Operation.begin({
    plugin: 'toy',
    description: description(meta),
    identified: Promise.resolve({ actor: { type: 'anonymous' } }),
    identifying: Patience.of(100),
    limits: DEFAULT_LIMITS,
  });

describe('OpenOperations', () => {
  let givenUp: Operation[];
  const giveUp = async (unfinished: Operation) => {
    givenUp.push(unfinished);
  };

  beforeEach(() => {
    givenUp = [];
    jest.useFakeTimers();
  });

  afterEach(() => jest.useRealTimers());

  it('gives up each operation at its time, and none that has ended', () => {
    const open = OpenOperations.create({ unfinishedAfterMs: 1_000 });
    const [first, ended, last] = [operation(), operation(), operation()];
    open.add(first, giveUp);
    open.add(ended, giveUp);
    jest.advanceTimersByTime(600);
    open.add(last, giveUp);
    open.delete(ended);
    jest.advanceTimersByTime(399);
    expect(givenUp).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(givenUp).toEqual([first]);
    jest.advanceTimersByTime(600);
    expect(givenUp).toEqual([first, last]);
  });

  it('gives up none because the clock of the machine is set', () => {
    const open = OpenOperations.create({ unfinishedAfterMs: 1_000 });
    const [first, ...others] = Array.from({ length: 4 }, () => operation());
    open.add(first, giveUp);
    jest.advanceTimersByTime(500);
    open.add(others[0], giveUp);
    const now = Date.now();
    jest.setSystemTime(now + 3_600_000);
    open.add(others[1], giveUp);
    jest.setSystemTime(now - 3_600_000);
    open.add(others[2], giveUp);
    jest.advanceTimersByTime(500);
    expect(givenUp).toEqual([first]);
    jest.advanceTimersByTime(500);
    expect(givenUp).toEqual([first, ...others]);
  });

  it('waits for longer than a timer of Node can', () => {
    const day = 24 * 60 * 60 * 1_000;
    const open = OpenOperations.create({ unfinishedAfterMs: 60 * day });
    open.add(operation(), giveUp);
    jest.advanceTimersByTime(59 * day);
    expect(givenUp).toHaveLength(0);
    jest.advanceTimersByTime(day);
    expect(givenUp).toHaveLength(1);
  });

  it('gives up the oldest when there are too many', () => {
    const open = OpenOperations.create({ unfinishedAfterMs: 1_000 });
    const operations = Array.from({ length: 10_002 }, () => operation());
    operations.forEach(each => open.add(each, giveUp));
    expect(givenUp).toEqual(operations.slice(0, 2));
  });

  it('gives up the oldest when they take too much memory', () => {
    const open = OpenOperations.create({ unfinishedAfterMs: 1_000 });
    const large = Array(10).fill('x'.repeat(8_000));
    const operations = Array.from({ length: 600 }, () => operation({ large }));
    operations.forEach(each => open.add(each, giveUp));
    expect(givenUp.length).toBeGreaterThan(0);
    expect(givenUp).toEqual(operations.slice(0, givenUp.length));
  });

  it('gives up the oldest when those that go on come to take too much memory', () => {
    const open = OpenOperations.create({ unfinishedAfterMs: 1_000 });
    const operations = Array.from({ length: 600 }, () => operation());
    operations.forEach(each => open.add(each, giveUp));
    expect(givenUp).toEqual([]);
    const large = Array(10).fill('x'.repeat(8_000));
    for (const each of operations) {
      each.describe(description({ large }));
      open.resize(each);
    }
    expect(givenUp.length).toBeGreaterThan(0);
    expect(givenUp).toEqual(operations.slice(0, givenUp.length));
    operations.forEach(each => open.delete(each));
    const { length } = givenUp;
    operations.forEach(each => open.add(each, giveUp));
    expect(givenUp).toHaveLength(2 * length);
  });

  it('gives up all when it is closed', async () => {
    const open = OpenOperations.create({ unfinishedAfterMs: 1_000 });
    const operations = [operation(), operation()];
    operations.forEach(each => open.add(each, giveUp));
    await open.close();
    expect(givenUp).toEqual(operations);
    jest.advanceTimersByTime(2_000);
    expect(givenUp).toHaveLength(2);
  });
});
