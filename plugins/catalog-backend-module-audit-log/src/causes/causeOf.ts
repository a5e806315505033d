// SPDX-License-Identifier: Apache-2.0
import type { Actor, NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { NotedCause } from './NotedCause';

/**
 * What an event of the catalog's API explains, if it is a success of somebody other than the catalog itself: `location` is
 * what was unregistered, as `type:target`.
 */
export function causeOf(
  event: NewAuditEvent,
  location: string | undefined,
): NotedCause | undefined {
  if (event.outcome !== 'succeeded' || !isSomebody(event.actor)) {
    return undefined;
  }
  const { operationId, actor, meta } = event;
  const cause = (kind: NotedCause['kind'], subject: string | undefined) =>
    subject === undefined ? undefined : { operationId, actor, kind, subject };
  switch (event.action) {
    case 'catalog.location-mutate.create':
      return meta.isDryRun === true
        ? undefined
        : cause('registered', readLocation(meta.location));
    case 'catalog.location-mutate.update':
      return cause('registered', readLocation(meta.location));
    case 'catalog.location-mutate.delete':
      return cause('unregistered', location);
    case 'catalog.entity-mutate.delete':
      return cause(
        'deleted',
        typeof meta.uid === 'string' ? meta.uid : undefined,
      );
    default:
      return undefined;
  }
}

function isSomebody({ type, ref }: Actor): boolean {
  return (
    (type === 'user' || type === 'service') &&
    ref !== undefined &&
    ref !== 'plugin:catalog'
  );
}

function readLocation(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const { type, target } = value as { type?: unknown; target?: unknown };
  return typeof type === 'string' && typeof target === 'string'
    ? `${type}:${target}`
    : undefined;
}
