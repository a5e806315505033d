// SPDX-License-Identifier: Apache-2.0
import { catalogState } from './catalogState';

const HOUR_MS = 60 * 60_000;
const state = { version: 0, directoryVersion: 0 };
const options = { now: 10 * HOUR_MS, withReason: true };

describe('catalogState', () => {
  it('is starting until it was read for the first time, or could not be', () => {
    expect(catalogState(state, options)).toEqual({ state: 'starting' });
    expect(
      catalogState({ ...state, failedAt: 1, failure: 'away' }, options),
    ).toEqual({ state: 'stale', reason: 'away' });
  });

  it('is current for as long as somebody reads it', () => {
    const at = (hours: number) =>
      catalogState({ ...state, syncedAt: hours * HOUR_MS }, options).state;
    expect(at(10)).toBe('current');
    expect(at(9)).toBe('current');
    // No replica reads any more, and none has said why.
    expect(at(8)).toBe('stale');
  });
});
