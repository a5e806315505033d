// SPDX-License-Identifier: Apache-2.0
import type { AuditorService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { ChangeRecorder } from '../../../recording/ChangeRecorder';
import {
  ACCESS_TABLES,
  type InvitationRow,
} from '../../../database/accessTables';
import { testStore } from '../../__testUtils__/testStore';
import { granterByRoles } from '../../Granter';
import type { AccessStore } from '../../store/AccessStore';
import {
  createInvitations,
  type Invitations,
  type InvitationsOptions,
} from '../createInvitations';

const DAY = 86_400_000;
export const BOSS = person('boss');

export interface RecordedEvent {
  readonly eventId: string;
  readonly meta: any;
  readonly outcome: 'succeeded' | Error;
}

const started = new Set<Invitations>();

/** Invitations on a database of the test's own; an administrator is boss, by configuration. */
export async function testInvitations(
  knex: Knex,
  options: Partial<InvitationsOptions> & {
    /** Of a mail server on this machine; none by default. */
    readonly port?: number;
  } = {},
) {
  const { port, ...given } = options;
  const access = await testStore(knex);
  const events: RecordedEvent[] = [];
  const invitations = createInvitations({
    access,
    changes: ChangeRecorder.create({ auditor: recordingAuditor(events) }),
    logger: mockServices.logger.mock(),
    mode: 'roles',
    settings: {
      expireAfterMs: 7 * DAY,
      portal: 'Portal',
      baseUrl: 'https://portal.example.org',
      ...(port !== undefined && {
        mail: {
          host: '127.0.0.1',
          port,
          secure: false,
          from: { name: 'Portal', address: 'portal@example.org' },
        },
      }),
    },
    times: {
      lookMs: 20,
      leaseMs: 30_000,
      firstRetryMs: 20,
      lastRetryMs: 50,
    },
    ...given,
  });
  started.add(invitations);
  const rows = () =>
    knex<InvitationRow>(ACCESS_TABLES.invitations).orderBy('email_key');
  return { access, invitations, events, rows };
}

export async function stopTestInvitations(): Promise<void> {
  await Promise.all(Array.from(started, one => one.stop()));
  started.clear();
}

export function person(name: string) {
  return granterByRoles({
    userEntityRef: `user:default/${name}`,
    ownershipEntityRefs: [],
  });
}

/** Has the role Auditor offered to addresses by boss. */
export function inviteAuditors(
  invitations: Invitations,
  ...emails: readonly string[]
) {
  return invitations.inviting.invite(
    BOSS,
    { roles: ['auditor'], groups: [] },
    emails.map(email => ({ email })),
  );
}

/** Has the catalog know people. */
export async function knowPeople(
  access: AccessStore,
  people: readonly {
    readonly ref: string;
    readonly email?: string;
    readonly source?: 'catalog' | 'invitation';
  }[],
): Promise<void> {
  await access.changeDirectory(async knex => {
    await knex(ACCESS_TABLES.people).insert(
      people.map(({ ref, email, source = 'catalog' }) => ({
        ref,
        title: ref.slice('user:default/'.length),
        email: email ?? null,
        source,
        started_at: access.dialect.writeTime(Date.now()),
      })),
    );
  });
}

/** The token in a link. */
export function tokenOf(link: string | undefined): string {
  return /#token=([\w-]{43})$/.exec(link ?? '')![1];
}

function recordingAuditor(events: RecordedEvent[]): AuditorService {
  return {
    async createEvent({ eventId, meta }) {
      return {
        async success(end) {
          events.push({
            eventId,
            meta: { ...meta, ...end?.meta },
            outcome: 'succeeded',
          });
        },
        async fail({ error }) {
          events.push({ eventId, meta, outcome: error });
        },
      };
    },
  };
}
