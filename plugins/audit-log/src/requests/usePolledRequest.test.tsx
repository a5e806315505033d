// SPDX-License-Identifier: Apache-2.0
import { act, renderHook } from '@testing-library/react';
import { usePolledRequest } from './usePolledRequest';

describe('usePolledRequest', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const pass = (milliseconds: number) =>
    act(() => jest.advanceTimersByTimeAsync(milliseconds));

  it('asks until there is nothing more to come', async () => {
    const answers = [1, 2, 3, 4];
    const request = jest.fn(async () => answers.shift());
    const { result } = renderHook(() =>
      usePolledRequest(request, value => (value! < 3 ? 1000 : undefined)),
    );
    expect(result.current).toMatchObject({ value: undefined, loading: true });
    await pass(0);
    expect(result.current).toMatchObject({ value: 1, loading: false });
    await pass(999);
    expect(request).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(result.current.value).toBe(2);
    await pass(60_000);
    expect(result.current.value).toBe(3);
    expect(request).toHaveBeenCalledTimes(3);
  });

  it('keeps the answer when one is missing, and goes on', async () => {
    const request = jest
      .fn<Promise<number>, []>()
      .mockResolvedValueOnce(1)
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue(2);
    const { result } = renderHook(() => usePolledRequest(request, () => 1000));
    await pass(0);
    await pass(1000);
    expect(result.current).toMatchObject({
      value: 1,
      error: new Error('away'),
    });
    await pass(1000);
    expect(result.current).toMatchObject({ value: 2, error: undefined });
  });

  it('asks nothing more when it is gone', async () => {
    const request = jest.fn(async () => 1);
    const { unmount } = renderHook(() => usePolledRequest(request, () => 1000));
    await pass(0);
    unmount();
    await pass(5000);
    expect(request).toHaveBeenCalledTimes(1);
  });
});
