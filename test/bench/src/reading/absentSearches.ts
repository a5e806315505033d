// SPDX-License-Identifier: Apache-2.0
import type { WindowedSearch } from 'backstage-plugin-audit-log-backend/src/query/AuditEventReader';

/** Searches that find nothing, or next to nothing, by each filter that can ask for what is not there. */
export const ABSENT_SEARCHES: Readonly<
  Record<string, Partial<WindowedSearch>>
> = {
  'an absent actor': { include: { actor: ['user:default/nobody'] } },
  'an absent kind of actor': { include: { actorType: ['anonymous'] } },
  'an absent plugin': { include: { plugin: ['nothing'] } },
  'an absent event': { include: { event: ['nothing'] } },
  'an absent action': { include: { action: ['nothing.at-all'] } },
  'an absent category': { include: { category: ['nothing'] } },
  'an absent severity': { include: { severity: ['critical'] } },
  'an absent outcome': { include: { outcome: ['denied'] } },
  'an absent target': { include: { target: ['component:default/nothing'] } },
  'an absent project': { include: { project: ['system:default/nothing'] } },
  'an absent address': { include: { address: ['192.0.2.1'] } },
  'an absent operation': {
    include: { operation: ['00000000-0000-7000-8000-000000000000'] },
  },
  'an absent kind of actor, oldest first': {
    include: { actorType: ['anonymous'] },
    order: 'oldest',
  },
  'an absent address, in the order of the ledger': {
    include: { address: ['192.0.2.1'] },
    order: 'sequence',
  },
  'an action that is absent in an outcome': {
    include: { action: ['auth.sign-in'], outcome: ['denied'] },
  },
  'everything but what there is': {
    exclude: {
      plugin: ['catalog', 'scaffolder', 'auth', 'permission'],
    },
  },
};
