// SPDX-License-Identifier: Apache-2.0
import { retryTimeOf } from './retryTimeOf';

const refusedWith = (headers: Record<string, string>) =>
  Object.assign(new Error('429'), {
    response: new Response('', { status: 429, headers }),
  });

describe('retryTimeOf', () => {
  const now = Date.UTC(2026, 10, 24, 12);

  it('reads seconds', () => {
    expect(retryTimeOf(refusedWith({ 'Retry-After': '90' }), now)).toEqual(
      new Date('2026-11-24T12:01:30Z'),
    );
  });

  it('reads a date', () => {
    const date = 'Tue, 24 Nov 2026 13:00:00 GMT';
    expect(retryTimeOf(refusedWith({ 'Retry-After': date }), now)).toEqual(
      new Date('2026-11-24T13:00:00Z'),
    );
  });

  it.each([
    ['nothing', {}],
    ['nonsense', { 'Retry-After': 'soon' }],
  ])('knows none from %s', (_, headers) => {
    expect(
      retryTimeOf(refusedWith(headers as Record<string, string>), now),
    ).toBeUndefined();
    expect(retryTimeOf(new Error('offline'), now)).toBeUndefined();
  });
});
