// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { trace } from '@opentelemetry/api';
import type { Request } from 'express';

type RequestDetails = NonNullable<NewAuditEvent['request']>;
type Details = { -readonly [name in keyof RequestDetails]: string };

/** version-traceid-parentid-flags, https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/;
const NO_TRACE = '0'.repeat(32);
/** IPv4 addresses are kept as IPv4, whichever kind of socket they came in by. */
const MAPPED = /^::ffff:(?=[\d.]+$)/;

const READERS: {
  readonly [name in keyof Details]-?: (request: Request) => string | undefined;
} = {
  method: request => request.method,
  path: request => pathOf(request.originalUrl ?? request.url),
  address: request => request.ip?.replace(MAPPED, ''),
  userAgent: request => request.get('user-agent'),
  traceId: readTraceId,
};
const NAMES = Object.keys(READERS) as (keyof Details)[];

/**
 * What is kept of a request. Read when the operation begins: once the client has gone, so has its address.
 */
export function readRequest(request: Request): RequestDetails {
  const details: Details = {};
  for (const name of NAMES) {
    try {
      const value = READERS[name](request);
      if (value) {
        details[name] = value;
      }
    } catch {
      // Request-like objects of tests and of plugins' own making lack one or another.
    }
  }
  return details;
}

/** A query may hold secrets, such as the code and the state of OAuth. */
function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

function readTraceId(request: Request): string | undefined {
  const traceId =
    trace.getActiveSpan()?.spanContext().traceId ??
    TRACEPARENT.exec(request.get('traceparent') ?? '')?.[1];
  return traceId === NO_TRACE ? undefined : traceId;
}
