// SPDX-License-Identifier: Apache-2.0
import { locationReference } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import type { KeptCause } from './NotedCause';
import { findUnsettledLocations } from './operations/findUnsettledLocations';

/**
 * Causes of which all that follows has happened by now, so that a look that begins after this sees it. What is deleted is
 * gone when the deletion is on record. What is registered is read in afterwards, for as long as something of it has yet to
 * be processed; what appears there later was put there by somebody else.
 */
export async function spentCauses(
  knex: Knex,
  causes: readonly KeptCause[],
): Promise<readonly string[]> {
  const open = causes.filter(({ isSpent }) => !isSpent);
  const registered = open.filter(({ kind }) => kind === 'registered');
  const unsettled =
    registered.length > 0
      ? await findUnsettledLocations(
          knex,
          registered.map(({ subject }) => locationOf(subject)),
        )
      : new Set<string>();
  return open
    .filter(
      ({ kind, subject }) =>
        kind !== 'registered' || !unsettled.has(locationOf(subject)),
    )
    .map(({ operationId }) => operationId);
}

/** Reference of the Location entity that the catalog makes of a location, given as `type:target`. */
function locationOf(subject: string): string {
  const at = subject.indexOf(':');
  const location = {
    type: subject.slice(0, at),
    target: subject.slice(at + 1),
  };
  return locationReference(location)?.ref ?? '';
}
