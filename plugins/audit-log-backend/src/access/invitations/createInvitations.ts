// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ChangeRecorder } from '../../recording/ChangeRecorder';
import type { AuthorizationMode } from '../readAuthorizationMode';
import type { AccessStore } from '../store/AccessStore';
import { referenceOf } from '../views/referenceOf';
import { Acceptance } from './Acceptance';
import {
  AttemptLimiter,
  type AttemptLimits,
  DEFAULT_ATTEMPT_LIMITS,
} from './AttemptLimiter';
import { DeliveryReports } from './DeliveryReports';
import { InvitationChanges } from './InvitationChanges';
import { InvitationList } from './InvitationList';
import { type InvitationSettings, invitationLink } from './InvitationSettings';
import { Inviting } from './Inviting';
import { composeMail } from './mail/composeMail';
import {
  DEFAULT_OUTBOX_TIMES,
  MailOutbox,
  type MailOutboxTimes,
} from './mail/MailOutbox';
import {
  MAIL_CONNECTIONS,
  MailTransport,
  type MailTimeouts,
} from './mail/MailTransport';
import { recordDelivery } from './recordDelivery';
import type { StoredInvitation } from './StoredInvitation';

/** How long e-mails that are being sent are waited for when the process stops. */
const PATIENCE_MS = 5_000;
const MOST_PER_HOUR = 5_000;

export interface InvitationsOptions {
  readonly access: AccessStore;
  /** Of `readInvitationSettings`. */
  readonly settings: InvitationSettings;
  readonly mode: AuthorizationMode;
  readonly changes: ChangeRecorder;
  readonly logger: LoggerService;
  readonly mostPerHour?: number;
  readonly attempts?: AttemptLimits;
  readonly times?: MailOutboxTimes;
  readonly timeouts?: MailTimeouts;
}

/** All that is done with invitations. */
export interface Invitations {
  readonly settings: InvitationSettings;
  readonly inviting: Inviting;
  readonly changes: InvitationChanges;
  readonly list: InvitationList;
  readonly acceptance: Acceptance;
  readonly reports: DeliveryReports;
  /** Has e-mails that were queued sent soon; nobody waits for it. */
  wake(): void;
  /** Sends e-mails, where a mail server is set, until it is stopped. */
  start(): void;
  stop(): Promise<void>;
}

export function createInvitations(options: InvitationsOptions): Invitations {
  const { access, settings, mode } = options;
  const sending = createSending(options);
  return {
    settings,
    inviting: Inviting.create({
      access,
      settings,
      mostPerHour: options.mostPerHour ?? MOST_PER_HOUR,
    }),
    changes: InvitationChanges.create({ access, settings }),
    list: InvitationList.create({ access }),
    acceptance: Acceptance.create({
      access,
      mode,
      limiter: AttemptLimiter.create(
        options.attempts ?? DEFAULT_ATTEMPT_LIMITS,
      ),
    }),
    reports: DeliveryReports.create({ access }),
    ...sending,
  };
}

function createSending(
  options: InvitationsOptions,
): Pick<Invitations, 'wake' | 'start' | 'stop'> {
  const { access, settings, changes, logger, timeouts } = options;
  if (!settings.mail) {
    return { wake() {}, start() {}, async stop() {} };
  }
  const transport = MailTransport.create({ settings: settings.mail, timeouts });
  const outbox = MailOutbox.create({
    access,
    logger,
    times: options.times ?? DEFAULT_OUTBOX_TIMES,
    senders: MAIL_CONNECTIONS,
    send: mail => transport.send(mail),
    compose: (invitation, token) =>
      compose(access, settings, invitation, token),
    onSettled: (invitation, outcome) =>
      recordDelivery(changes, logger, invitation, outcome),
  });
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  return {
    wake: () => outbox.wake(),
    start() {
      running ??= outbox.run(stopping.signal);
    },
    async stop() {
      stopping.abort();
      await Promise.race([
        running,
        sleep(PATIENCE_MS, undefined, { ref: false }),
      ]);
      transport.close();
    },
  };
}

async function compose(
  access: AccessStore,
  settings: InvitationSettings,
  invitation: StoredInvitation,
  token: string,
) {
  const { email, roles, groups, project, createdBy, delivery } = invitation;
  const model = access.current() ?? (await access.fresh());
  const nameOf = (ref: string) => referenceOf(model, ref).title ?? ref;
  return {
    to: email,
    messageId: delivery.messageId!,
    ...composeMail({
      inviter: nameOf(createdBy),
      portal: settings.portal,
      roles: roles.map(role => nameOf(`role:${role}`)),
      groups: groups.map(nameOf),
      ...(project !== undefined && { project: nameOf(project) }),
      link: invitationLink(settings, token),
      expiresAt: invitation.expiresAt,
    }),
  };
}
