// SPDX-License-Identifier: Apache-2.0
import { FILTER_NAMES, type EventSearch } from '../query';
import { paramsToSearch } from './paramsToSearch';
import { searchToParams } from './searchToParams';

const full: EventSearch = {
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-02-01T00:00:00.000Z',
  q: '100% "quoted" _ & = + 🦄 שלום',
  include: Object.fromEntries(
    FILTER_NAMES.map(name => [name, [`${name},one`, `${name} & two=+%`]]),
  ),
  exclude: Object.fromEntries(FILTER_NAMES.map(name => [name, [`-${name}`]])),
  order: 'sequence',
};

describe('searchToParams', () => {
  it('survives the way through a URL', () => {
    const url = new URL(`http://localhost/?${searchToParams(full)}`);
    expect(paramsToSearch(url.searchParams)).toEqual(full);
  });

  it('says nothing about what is the default', () => {
    const search: EventSearch = {
      q: '',
      include: { actor: [] },
      exclude: {},
      order: 'newest',
    };
    expect(searchToParams(search).toString()).toBe('');
  });

  it('repeats the name of a filter for each value and marks negation with a dash', () => {
    const params = searchToParams({
      include: { plugin: ['catalog', 'scaffolder'] },
      exclude: { outcome: ['denied'] },
      order: 'newest',
    });
    expect(params.toString()).toBe(
      'plugin=catalog&plugin=scaffolder&-outcome=denied',
    );
  });

  it('leaves alone what belongs to the page, and keeps values the server has to refuse', () => {
    const params = new URLSearchParams(
      'event=a&event=a&selected=1&severity=huge&order=sideways&actor=',
    );
    expect(paramsToSearch(params)).toEqual({
      include: { event: ['a'], severity: ['huge'] },
      exclude: {},
      order: 'newest',
    });
  });
});
