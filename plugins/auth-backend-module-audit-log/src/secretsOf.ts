// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';

/** Shorter values are words, and not worth hiding. */
const SHORTEST = 6;
/** Of the many values that a request can hold. */
const MOST = 100;

/** Parameters whose values are no secrets, and may well be what an error is about. */
const PLAIN = new Set([
  'env',
  'error',
  'error_description',
  'flow',
  'optional',
  'origin',
  'scope',
]);

/**
 * What a request holds that could be a secret: values of its query (code, state), of its cookies and of its headers for
 * credentials. A provider may repeat them in the message of an error.
 */
export function secretsOf(request: Request): readonly string[] {
  const url = request.originalUrl;
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const cookies = (request.headers.cookie ?? '')
    .split(';')
    .map(cookie => cookie.slice(cookie.indexOf('=') + 1).trim());
  const headers = Object.entries(request.headers)
    .filter(([name]) => /auth|token|jwt|assertion|secret/i.test(name))
    .flatMap(([, value]) => String(value).split(/\s+/));
  const values = [...new URLSearchParams(query)]
    .filter(([name]) => !PLAIN.has(name))
    .map(([, value]) => value);
  return [...values, ...cookies, ...headers, ...cookies.map(decoded)]
    .filter(value => value.length >= SHORTEST)
    .slice(0, MOST)
    .sort((one, other) => other.length - one.length);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
