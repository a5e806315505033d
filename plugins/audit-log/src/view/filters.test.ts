// SPDX-License-Identifier: Apache-2.0
import { activeFilters, withFilter, withMode, withoutFilter } from './filters';

const none = { include: {}, exclude: {} };

describe('filters', () => {
  it('adds a value once and takes it back without a trace', () => {
    const filter = { mode: 'include', name: 'plugin', value: 'auth' } as const;
    const added = withFilter(none, filter);
    expect(added).toEqual({ include: { plugin: ['auth'] }, exclude: {} });
    expect(withFilter(added, filter)).toEqual(added);
    expect(activeFilters(added)).toEqual([filter]);
    expect(withoutFilter(added, filter)).toEqual(none);
  });

  it('never asks for a value and leaves it out at once', () => {
    const state = { include: { plugin: ['auth', 'catalog'] }, exclude: {} };
    expect(
      withFilter(state, { mode: 'exclude', name: 'plugin', value: 'auth' }),
    ).toEqual({
      include: { plugin: ['catalog'] },
      exclude: { plugin: ['auth'] },
    });
  });

  it('turns all values of a filter around', () => {
    const state = {
      include: { plugin: ['auth'], actor: ['a'] },
      exclude: { plugin: ['catalog'] },
    };
    expect(withMode(state, 'plugin', 'exclude')).toEqual({
      include: { actor: ['a'] },
      exclude: { plugin: ['catalog', 'auth'] },
    });
  });
});
