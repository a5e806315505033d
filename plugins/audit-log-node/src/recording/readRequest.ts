// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { trace } from '@opentelemetry/api';
import type { Request } from 'express';

type RequestDetails = NonNullable<NewAuditEvent['request']>;

/** version-traceid-parentid-flags, https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}/;
const NO_TRACE = '0'.repeat(32);

/**
 * What is kept of a request. Read when the operation begins: once the client has gone, so has its address.
 */
export function readRequest(request: Request): RequestDetails {
  const read = (get: () => string | undefined) => {
    try {
      return get() || undefined;
    } catch {
      // Request-like objects of tests and of plugins' own making lack one or another.
      return undefined;
    }
  };
  return {
    method: read(() => request.method),
    path: read(() => (request.originalUrl ?? request.url).split(/[?#]/)[0]),
    // IPv4 addresses as IPv4, whichever kind of socket they came in by.
    address: read(() => request.ip?.replace(/^::ffff:(?=[\d.]+$)/, '')),
    userAgent: read(() => request.get('user-agent')),
    traceId: read(() => readTraceId(request.get('traceparent'))),
  };
}

function readTraceId(header: string | undefined): string | undefined {
  const traceId =
    trace.getActiveSpan()?.spanContext().traceId ??
    TRACEPARENT.exec(header ?? '')?.[1];
  return traceId === NO_TRACE ? undefined : traceId;
}
