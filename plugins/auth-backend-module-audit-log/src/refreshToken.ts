// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';

/**
 * The refresh token that a browser holds for a provider, in its cookie: what an OAuth session is known by. It is as it
 * stands in the header, since it is compared only. A long one is in several cookies, numbered from 0.
 */
export function refreshTokenIn(
  request: Request,
  provider: string,
): string | undefined {
  const header = request.headers.cookie ?? '';
  return tokenOf(header.split(';').map(nameAndValue), provider);
}

/** The refresh token that an answer gives to the browser. */
export function refreshTokenSetBy(
  response: Response,
  provider: string,
): string | undefined {
  const cookies = [response.getHeader('set-cookie') ?? []].flat().map(String);
  return tokenOf(
    cookies.map(cookie => nameAndValue(cookie.split(';', 1)[0])),
    provider,
  );
}

function nameAndValue(text: string): [string, string] {
  const end = text.indexOf('=');
  return [text.slice(0, end).trim(), text.slice(end + 1).trim()];
}

function tokenOf(
  cookies: readonly (readonly [string, string])[],
  provider: string,
): string | undefined {
  const name = `${provider}-refresh-token`;
  // An empty one is one that is taken away.
  const values = new Map(cookies.filter(([, value]) => value !== ''));
  if (values.has(`${name}-0`)) {
    let token = '';
    for (let part = 0; values.has(`${name}-${part}`); part++) {
      token += values.get(`${name}-${part}`);
    }
    return token;
  }
  return values.get(name);
}
