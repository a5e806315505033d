// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';

/** The query of a request as it stands in its URL, which no middleware has had its hands on. */
export function queryOf(request: Request): URLSearchParams {
  return new URLSearchParams(queryStringOf(request));
}

export function queryStringOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start < 0 ? '' : originalUrl.slice(start + 1);
}
