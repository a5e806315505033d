// SPDX-License-Identifier: Apache-2.0
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
  type FacetName,
} from 'backstage-plugin-audit-log-common';

const COLUMNS: Partial<Record<FacetName, string>> = { actorType: 'actor_type' };
/** Facets whose values are stored as their place in a list. */
const NAMES: Partial<Record<FacetName, readonly string[]>> = {
  actorType: ACTOR_TYPES,
  severity: SEVERITIES,
  outcome: OUTCOMES,
};

/** The column of events, and of the rollups that have it, that a facet is the values of. */
export function columnOf(facet: FacetName): string {
  return COLUMNS[facet] ?? facet;
}

/** The value of a facet that a column holds. */
export function nameOf(facet: FacetName, value: string): string {
  return NAMES[facet]?.[Number(value)] ?? value;
}
