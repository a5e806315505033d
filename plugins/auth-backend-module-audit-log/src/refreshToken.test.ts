// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { refreshTokenIn, refreshTokenSetBy } from './refreshToken';

const held = (cookie?: string) =>
  refreshTokenIn({ headers: { cookie } } as Request, 'acme');
const given = (...cookies: string[]) =>
  refreshTokenSetBy(
    { getHeader: () => cookies } as unknown as Response,
    'acme',
  );

describe('refreshToken', () => {
  it.each([
    ['a=1; acme-refresh-token=x%2Fy=; b=2', 'x%2Fy='],
    ['acme-refresh-token-1=b; acme-refresh-token-0=a; x=y', 'ab'],
    ['acme-refresh-token=; other-refresh-token=x', undefined],
    ['acme-refresh-token', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is in %s', (cookie, token) => {
    expect(held(cookie)).toBe(token);
  });

  it('is what an answer gives, not what it takes away', () => {
    expect(
      given(
        'acme-refresh-token=; Max-Age=0; Domain=example.org',
        'acme-refresh-token=x; Path=/api/auth/acme; HttpOnly',
      ),
    ).toBe('x');
    expect(
      given(
        'acme-refresh-token=; Max-Age=0',
        'acme-refresh-token-0=a; HttpOnly',
        'acme-refresh-token-1=b; HttpOnly',
      ),
    ).toBe('ab');
    expect(given('acme-refresh-token=; Max-Age=0')).toBeUndefined();
  });
});
