// SPDX-License-Identifier: Apache-2.0
import { keyRequest } from './__testUtils__/testKeys';
import type { KeyRefusal } from './KeyRefusal';
import { RefusedUses } from './RefusedUses';

const MINUTE = 60_000;
const KEY = { id: 'k', name: 'Key' };

interface Written extends KeyRefusal {
  readonly count: number;
  readonly various?: string;
}

function start() {
  const written: Written[] = [];
  const refused = RefusedUses.create({
    writer: {
      write: async (refusal, count, various) =>
        void written.push({ ...refusal, count, various }),
    },
  });
  const refuse = (
    { ip, ...refusal }: Partial<KeyRefusal> & { readonly ip?: string } = {},
    times = 1,
  ) => {
    for (let time = 0; time < times; time++) {
      refused.count({ reason: 'unknown', request: keyRequest(ip), ...refusal });
    }
  };
  const told = () =>
    written.map(({ reason, key, count }) => [key?.id, reason, count]);
  const total = () => written.reduce((sum, { count }) => sum + count, 0);
  return { refused, refuse, told, total, written };
}

describe('RefusedUses', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('writes the first at once, and its repeats as one when their minute is over', () => {
    const { refuse, told, written } = start();
    refuse({ key: KEY, reason: 'source', source: '/a' });
    expect(told()).toEqual([['k', 'source', 1]]);
    refuse({ key: KEY, reason: 'source', source: '/b' }, 2);
    refuse({ key: KEY, reason: 'source', source: '/c', ip: '192.0.2.7' });
    refuse({ key: KEY, reason: 'rate' });
    jest.advanceTimersByTime(MINUTE - 1);
    expect(told()).toEqual([
      ['k', 'source', 1],
      ['k', 'rate', 1],
    ]);
    jest.advanceTimersByTime(1);
    expect(written.slice(2)).toEqual([
      expect.objectContaining({ reason: 'source', source: '/c', count: 3 }),
    ]);
    expect(written[2].request.ip).toBe('192.0.2.7');
    // Forgotten after a minute without any.
    jest.advanceTimersByTime(2 * MINUTE);
    refuse({ key: KEY, reason: 'source' });
    expect(told().slice(3)).toEqual([['k', 'source', 1]]);
  });

  it('tells addresses apart that have no key, until there are too many', () => {
    const { refuse, total, written } = start();
    for (let address = 0; address < 5_000; address++) {
      refuse({ ip: `2001:db8::${address.toString(16)}` }, 2);
    }
    expect(written).toHaveLength(101);
    expect(written.filter(({ various }) => various)).toHaveLength(1);
    jest.advanceTimersByTime(MINUTE);
    expect(total()).toBe(10_000);
    expect(written).toHaveLength(202);
    jest.advanceTimersByTime(2 * MINUTE);
    expect(jest.getTimerCount()).toBe(0);
    // There is room again.
    refuse({ ip: '192.0.2.9' });
    expect(written.at(-1)).toMatchObject({ count: 1, various: undefined });
  });

  it('keeps nothing of a request but where it came from', () => {
    const { refuse, written } = start();
    refuse();
    const { request } = written[0];
    expect(request.get('user-agent')).toBe('curl/8');
    expect([request.method, request.originalUrl, request.ip]).toEqual([
      'POST',
      '/api/audit-log/v1/events',
      '192.0.2.1',
    ]);
    expect(request.get('authorization')).toBeUndefined();
    expect(request.body).toBeUndefined();
  });

  it('writes what it has counted when it stops', async () => {
    const { refused, refuse, total } = start();
    refuse({}, 3);
    refuse({ key: KEY, reason: 'rate' }, 4);
    await refused.flush();
    expect(total()).toBe(7);
    expect(jest.getTimerCount()).toBe(0);
  });
});
