// SPDX-License-Identifier: Apache-2.0
import type { EventFilters } from 'backstage-plugin-audit-log-common';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';

/** Searches of one kind: what people narrow the log by, with the values of some event that is in it. */
export type SearchKind = (event: NewAuditEvent) => {
  readonly include?: EventFilters;
  readonly exclude?: EventFilters;
  readonly q?: string;
};

/** One filter alone, each that there is. */
export const SINGLE_FILTERS: Readonly<Record<string, SearchKind>> = {
  'no filter': () => ({}),
  actor: ({ actor }) => ({ include: { actor: [actor.ref!] } }),
  actorType: ({ actor }) => ({ include: { actorType: [actor.type] } }),
  plugin: ({ plugin }) => ({ include: { plugin: [plugin] } }),
  event: ({ event }) => ({ include: { event: [event] } }),
  action: ({ action }) => ({ include: { action: [action] } }),
  category: ({ category }) => ({ include: { category: [category] } }),
  severity: ({ severity }) => ({ include: { severity: [severity] } }),
  outcome: ({ outcome }) => ({ include: { outcome: [outcome] } }),
  target: ({ targets }) => ({ include: { target: [targets[0].ref] } }),
  project: ({ projects }) => ({ include: { project: [projects[0].ref] } }),
  address: ({ request }) => ({ include: { address: [request!.address!] } }),
  operation: ({ operationId }) => ({ include: { operation: [operationId] } }),
};

/** Pairs that an investigation asks for. */
export const PAIRS: Readonly<Record<string, SearchKind>> = {
  'actor and action': ({ actor, action }) => ({
    include: { actor: [actor.ref!], action: [action] },
  }),
  'actor and failed': ({ actor }) => ({
    include: { actor: [actor.ref!], outcome: ['failed'] },
  }),
  'action and failed': ({ action }) => ({
    include: { action: [action], outcome: ['failed'] },
  }),
  'project and action': ({ projects, action }) => ({
    include: { project: [projects[0].ref], action: [action] },
  }),
  'project and failed': ({ projects }) => ({
    include: { project: [projects[0].ref], outcome: ['failed'] },
  }),
  'target and actor': ({ targets, actor }) => ({
    include: { target: [targets[0].ref], actor: [actor.ref!] },
  }),
  'not an actor, high severity': ({ actor }) => ({
    include: { severity: ['high'] },
    exclude: { actor: [actor.ref!] },
  }),
};
