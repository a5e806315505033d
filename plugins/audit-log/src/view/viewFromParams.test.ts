// SPDX-License-Identifier: Apache-2.0
import { requestedSearch } from './requestedSearch';
import { viewFromParams } from './viewFromParams';
import { viewToParams } from './viewToParams';

const view = (params: string) => viewFromParams(new URLSearchParams(params));

describe('viewFromParams', () => {
  it.each([
    '',
    'range=1y',
    'from=2026-01-01T00%3A00%3A00.000Z&to=2026-02-01T00%3A00%3A00.000Z',
    'to=2026-02-01T00%3A00%3A00.000Z',
    'q=a+b&actor=user%3Adefault%2Fjane&-outcome=failed&order=oldest&range=7d&limit=100&open=x',
    'from=2026-01-01T00%3A00%3A00.000Z&range=7d&cursor=abc&offset=50',
    'cursor=abc&offset=50&back=1',
  ])('and viewToParams are each other’s inverse: %s', params => {
    expect(viewToParams(view(params)).toString()).toBe(params);
  });

  it('falls back to the default for what makes no sense', () => {
    expect(
      view('range=tomorrow&limit=7&offset=3&back=1&order=sequence&toString=1'),
    ).toEqual(view(''));
    expect(view('range=toString').range).toBe('30d');
  });
});

describe('requestedSearch', () => {
  const now = new Date('2026-03-08T12:00:00Z');

  it('leaves the default range to the server', () => {
    expect(requestedSearch(view(''), now)).not.toHaveProperty('from');
  });

  it('reaches back from now and keeps the end open', () => {
    const search = requestedSearch(view('range=7d'), now);
    expect(search.from).toBe('2026-03-01T12:00:00.000Z');
    expect(search).not.toHaveProperty('to');
  });

  it('keeps the beginning that the cursor of a page belongs to', () => {
    const from = '2026-02-27T00:00:00.000Z';
    const params = new URLSearchParams({ range: '7d', from, cursor: 'abc' });
    expect(requestedSearch(viewFromParams(params), now).from).toBe(from);
  });
});
