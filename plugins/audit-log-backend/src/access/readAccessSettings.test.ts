// SPDX-License-Identifier: Apache-2.0
import { ConfigReader } from '@backstage/config';
import { readAccessSettings } from './readAccessSettings';

const read = (accessControl?: object) =>
  readAccessSettings(new ConfigReader({ auditLog: { accessControl } }));

describe('readAccessSettings', () => {
  it('has defaults, and takes what is set', () => {
    expect(read()).toEqual({ syncEveryMs: 30_000, plugins: [] });
    expect(read({ syncEvery: '2m', plugins: ['toy', 'bulk-import'] })).toEqual({
      syncEveryMs: 120_000,
      plugins: ['toy', 'bulk-import'],
    });
    expect(read({ syncEvery: { seconds: 1 } }).syncEveryMs).toBe(1_000);
  });

  it.each([
    [
      { syncEvery: { milliseconds: 999 } },
      /syncEvery: must be from one second/,
    ],
    [{ syncEvery: { hours: 25 } }, /syncEvery: must be from one second/],
    [{ syncEvery: 'often' }, /syncEvery/],
    [
      { plugins: ['toy', '../x'] },
      /plugins\[1\]: must be the id of a plugin, such as catalog, got '..\/x'/,
    ],
  ])('refuses %j', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });
});
