// SPDX-License-Identifier: Apache-2.0
import { type Request, request as expressRequest } from 'express';

/** What an event is made of besides the address, the method and the path. */
const HEADERS = ['user-agent', 'traceparent', 'host'];

/**
 * What is recorded of a request, and nothing else of it: it can be kept when the request is long over and its body may be
 * large, and neither its credentials nor its query can get into a log by it.
 */
export function bareRequest(request: Request): Request {
  const [path] = request.originalUrl.split(/[?#]/);
  const headers = Object.fromEntries(
    HEADERS.flatMap(name =>
      request.headers[name] === undefined
        ? []
        : [[name, request.headers[name]]],
    ),
  );
  const { method, ip, hostname } = request;
  const bare = { method, url: path, originalUrl: path, headers, ip, hostname };
  return Object.create(expressRequest, Object.getOwnPropertyDescriptors(bare));
}
