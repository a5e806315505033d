// SPDX-License-Identifier: Apache-2.0
import { type Request, request as expressRequest } from 'express';

/** The headers that an event is made of. All others stay behind, whatever their names. */
const HEADERS = ['user-agent', 'traceparent', 'host'];

/**
 * What may be recorded of a request: where it came from and what it was for. Without the query (OAuth's code and state),
 * cookies, body and credentials: what is put into log lines holds no secrets, and credentials that are not Backstage's are
 * nothing to fail on. It holds on to nothing of the request, and can be kept when that is long over.
 *
 * @public
 */
export function bareRequest(request: Request): Request {
  const path = request.originalUrl.split(/[?#]/)[0];
  const headers = Object.fromEntries(
    HEADERS.map(name => [name, request.headers[name]]).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return Object.create(
    expressRequest,
    Object.getOwnPropertyDescriptors({
      app: request.app,
      method: request.method,
      url: path,
      originalUrl: path,
      baseUrl: '',
      path,
      headers,
      ip: request.ip,
      ips: [],
      hostname: request.hostname,
      protocol: request.protocol,
      socket: { remoteAddress: request.ip },
      connection: { remoteAddress: request.ip },
      query: {},
      params: {},
      cookies: {},
    }),
  ) as Request;
}
