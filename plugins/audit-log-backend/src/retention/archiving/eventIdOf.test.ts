// SPDX-License-Identifier: Apache-2.0
import { recordedTime } from '../../database/recordedTime';
import { eventIdOf } from './eventIdOf';

describe('eventIdOf', () => {
  const file = '0198c6a4-0000-7000-8000-000000000001';
  const time = Date.UTC(2026, 1, 1, 12, 30, 15, 123);

  it('is a UUIDv7 of about the time, the same for the same', () => {
    const id = eventIdOf(file, 'archive', time);
    expect(recordedTime(id)).toBe(time + 1);
    expect(eventIdOf(file, 'archive', time)).toBe(id);
  });

  it('is in the order in which one run does them', () => {
    const ids = (['return', 'archive', 'remove'] as const).map(what =>
      eventIdOf(file, what, time),
    );
    expect([...ids].sort()).toEqual(ids);
  });

  it('is another one for another file, another thing or another time', () => {
    const ids = [
      eventIdOf(file, 'archive', time),
      eventIdOf(file, 'remove', time),
      eventIdOf(file, 'return', time),
      eventIdOf(file, 'archive', time + 1),
      eventIdOf(`${file}2`, 'archive', time),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
