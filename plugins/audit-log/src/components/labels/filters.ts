// SPDX-License-Identifier: Apache-2.0
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
  type FacetName,
  type FilterName,
} from 'backstage-plugin-audit-log-common';

interface FilterLabel {
  readonly title: string;
  /** What to type when the value wanted is not offered. */
  readonly placeholder: string;
  /** The facet that offers values; absent where the log keeps none. */
  readonly facet?: FacetName;
  /** All the values there can be, for a filter that takes no other. */
  readonly values?: readonly string[];
}

export const FILTER_LABELS: Readonly<Record<FilterName, FilterLabel>> = {
  actor: {
    title: 'Actor',
    placeholder: 'user:default/jane',
    facet: 'actor',
  },
  action: {
    title: 'Action',
    placeholder: 'catalog.entity-mutate.delete',
    facet: 'action',
  },
  outcome: {
    title: 'Outcome',
    placeholder: '',
    facet: 'outcome',
    values: OUTCOMES,
  },
  severity: {
    title: 'Severity',
    placeholder: '',
    facet: 'severity',
    values: SEVERITIES,
  },
  target: {
    title: 'Target',
    placeholder: 'component:default/website',
    facet: 'target',
  },
  project: {
    title: 'Project',
    placeholder: 'system:default/shop',
    facet: 'project',
  },
  plugin: { title: 'Plugin', placeholder: 'catalog', facet: 'plugin' },
  actorType: {
    title: 'Actor type',
    placeholder: '',
    facet: 'actorType',
    values: ACTOR_TYPES,
  },
  category: { title: 'Category', placeholder: 'catalog', facet: 'category' },
  event: { title: 'Event', placeholder: 'entity-mutate', facet: 'event' },
  address: { title: 'Address', placeholder: '192.0.2.7' },
  operation: {
    title: 'Operation',
    placeholder: '0190a7c2-6f9e-7cc1-b8d4-1f6ab2e0c9d3',
  },
};

/** Always on screen … */
export const MAIN_FILTERS: readonly FilterName[] = [
  'actor',
  'action',
  'outcome',
  'severity',
  'target',
  'project',
  'plugin',
];

/** … and behind "More filters". */
export const MORE_FILTERS: readonly FilterName[] = [
  'actorType',
  'category',
  'event',
  'address',
  'operation',
];
