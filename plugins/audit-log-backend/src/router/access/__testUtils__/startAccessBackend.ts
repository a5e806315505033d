// SPDX-License-Identifier: Apache-2.0
import { mockCredentials } from '@backstage/backend-test-utils';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { eventually } from '../../../__testUtils__/eventually';
import { group, user } from './entities';
import { type Method, startAuditLog } from './startAuditLog';

export const RETAIL = 'system:default/retail';
export const ORGANIZATION = { kind: 'organization' };
export const FOR_RETAIL = { kind: 'project', project: RETAIL };
export const JANE = 'user:default/jane';
export const MIA = 'user:default/mia';

/** Who sends a request: the value of its Authorization header. */
export const CALLERS = {
  nobody: mockCredentials.none.header(),
  /** Without any role. */
  engineer: mockCredentials.user.header('user:default/jane'),
  /** Holds the bundles for one project only. */
  projectAdministrator: mockCredentials.user.header('user:default/pam'),
  /** Has the built-in role Auditor. */
  auditor: mockCredentials.user.header('user:default/ann'),
  /** Holds ACCESS-MANAGEMENT, and nothing else but the log of one project. */
  manager: mockCredentials.user.header('user:default/mia'),
  administrator: mockCredentials.user.header('user:default/boss'),
  service: mockCredentials.service.header(),
} as const;
export type Caller = keyof typeof CALLERS;

/** Jane and mia are in shop, which is a part of company. */
const ENTITIES = [
  user('boss', [], 'Boss'),
  user('pam', [], 'Pam'),
  user('ann', [], 'Ann'),
  user('jane', ['shop'], 'Jane'),
  user('mia', ['shop'], 'Mia'),
  group('shop', { parent: 'company' }),
  group('company'),
];
const PEOPLE_AND_GROUPS = ENTITIES.length;

/** A backend with boss as administrator by configuration, and the roles that the callers have, given by boss. */
export async function startAccessBackend() {
  const { call } = await startAuditLog({ people: CALLERS, entities: ENTITIES });
  const boss = async (method: Method, path: string, body?: object) => {
    const answer = await call('administrator', method, path, { body });
    if (answer.status >= 300) {
      throw new Error(JSON.stringify(answer.body));
    }
    return answer.body;
  };
  await eventually(
    async () => {
      const [{ total: groups }, { total: people }] = [
        await boss('get', '/groups'),
        await boss('get', '/members'),
      ];
      return groups + people;
    },
    total => total === PEOPLE_AND_GROUPS,
  );

  const give = async (subject: string, held: string[], level: object) => {
    const { id } = await boss('post', '/roles', {
      name: `Role of ${subject} ${held}`,
      permissions: held,
    });
    await boss('post', '/assignments', {
      roles: [id],
      subjects: [subject],
      level,
    });
    return id as string;
  };
  await give(
    'user:default/pam',
    ['LOG-MANAGEMENT', 'ACCESS-MANAGEMENT'],
    FOR_RETAIL,
  );
  await give(MIA, ['ACCESS-MANAGEMENT'], ORGANIZATION);
  const logOfProject = await give(MIA, ['LOG-MANAGEMENT'], FOR_RETAIL);
  await boss('post', '/assignments', {
    roles: ['auditor'],
    subjects: ['user:default/ann'],
    level: ORGANIZATION,
  });

  let names = 0;
  const newName = () => `Thing ${(names += 1)}`;
  /** Events of access control, once they are as expected; the newest first. */
  const events = (
    query: string,
    isExpected: (items: readonly AuditEvent[]) => boolean,
  ) =>
    eventually(async () => {
      const { body } = await call(
        'service',
        'get',
        `/events?plugin=audit-log&${query}`,
      );
      return (body.items ?? []) as AuditEvent[];
    }, isExpected);
  return {
    call,
    boss,
    newName,
    newRole: (held: string[] = ['catalog.entity.read']) =>
      boss('post', '/roles', { name: newName(), permissions: held }),
    newGroup: () => boss('post', '/groups', { name: newName() }),
    /** Resolves with the id of the assignment. */
    async assign(role: string, subject: string, level: object) {
      const { items } = await boss('post', '/assignments', {
        roles: [role],
        subjects: [subject],
        level,
      });
      return items[0].id as string;
    },
    /** The one event of a kind about a target. */
    async recorded(action: string, target: string, outcome: string) {
      const [event] = await events(
        `action=audit-log.${action}&target=${encodeURIComponent(
          target,
        )}&outcome=${outcome}`,
        items => items.length === 1,
      );
      return event;
    },
    /** Id of the role LOG-MANAGEMENT that mia has for the project retail. */
    logOfProject,
  };
}
