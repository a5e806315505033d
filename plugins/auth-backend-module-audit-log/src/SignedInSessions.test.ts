// SPDX-License-Identifier: Apache-2.0
import { inspect } from 'node:util';
import { SignedInSessions } from './SignedInSessions';

const HOUR = 60 * 60 * 1_000;
const JANE = { person: 'user:default/jane' };
const keyOf = (refreshToken: string) => ({ provider: 'acme', refreshToken });

describe('SignedInSessions', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('knows a session as long as it is heard of', () => {
    const sessions = SignedInSessions.create({ newSessionAfterMs: HOUR });
    sessions.hear(keyOf('a'), JANE);
    jest.advanceTimersByTime(HOUR - 1);
    expect(sessions.find(keyOf('a'))).toMatchObject(JANE);
    sessions.hear(keyOf('a'), JANE);
    jest.advanceTimersByTime(HOUR - 1);
    expect(sessions.find(keyOf('a'))).toMatchObject(JANE);
    jest.advanceTimersByTime(1);
    expect(sessions.find(keyOf('a'))).toBeUndefined();
  });

  it('knows no session that has ended, nor one of another provider', () => {
    const sessions = SignedInSessions.create({ newSessionAfterMs: HOUR });
    sessions.hear(keyOf('a'), JANE);
    expect(sessions.find({ ...keyOf('a'), provider: 'other' })).toBeUndefined();
    sessions.end(keyOf('a'));
    expect(sessions.find(keyOf('a'))).toBeUndefined();
  });

  it('forgets the longest unheard when there are too many', () => {
    const sessions = SignedInSessions.create({
      newSessionAfterMs: HOUR,
      mostSessions: 2,
    });
    sessions.hear(keyOf('a'), JANE);
    sessions.hear(keyOf('b'), JANE);
    sessions.hear(keyOf('a'), JANE);
    sessions.hear(keyOf('c'), JANE);
    expect(['a', 'b', 'c'].filter(each => sessions.find(keyOf(each)))).toEqual([
      'a',
      'c',
    ]);
  });

  it('holds no tokens', () => {
    const sessions = SignedInSessions.create({ newSessionAfterMs: HOUR });
    sessions.hear(keyOf('the-token'), JANE);
    expect(inspect(sessions, { showHidden: true, depth: 9 })).not.toContain(
      'the-token',
    );
  });
});
