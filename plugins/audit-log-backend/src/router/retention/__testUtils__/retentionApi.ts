// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent, Retention } from 'backstage-plugin-audit-log-common';
import { eventually } from '../../../__testUtils__/eventually';
import type {
  GuardedBackend,
  Who,
} from '../../../access/__testUtils__/startGuardedBackend';

/** What tests ask of retention; the paths are below its own. */
export function retentionApi(backend: GuardedBackend) {
  const send = (
    method: 'post' | 'put' | 'delete',
    path: string,
    who: Who,
    body?: object,
  ) => backend.send(method, `/retention${path}`, who, body);
  const overview = async (): Promise<Retention> =>
    (await backend.get('/retention', 'administrator')).body;
  return {
    send,
    overview,
    /** Nothing is under way any more. */
    quiet: () =>
      eventually(overview, ({ runs }) =>
        runs.every(({ state }) => state !== 'running'),
      ),
    change: (policy: object, confirmedEvents?: number) =>
      send('put', '', 'administrator', {
        policy,
        reason: 'Ticket 7',
        confirmedEvents,
      }),
    /** Those of an action, once the one that matches is among them, and that one. */
    async recorded(
      event: string,
      kind: string,
      matches: (event: AuditEvent) => boolean,
    ) {
      const all = await backend.events(
        `action=audit-log.${event}.${kind}&order=oldest`,
        items => items.some(matches),
      );
      return { all, one: all.find(matches) };
    },
  };
}

export type RetentionApi = ReturnType<typeof retentionApi>;
