// SPDX-License-Identifier: Apache-2.0
import type { InvitationOffer } from 'backstage-plugin-audit-log-common';
import { LevelLabel } from '../access/LevelLabel';
import { Field } from '../EventDetails/Field';
import { formatTime } from '../labels/formatTime';
import { shortReference } from '../labels/reference';

/** Who invites to what. Names are text: the person may have no right to the pages behind them yet. */
export const OfferDetails = (props: {
  readonly offer: InvitationOffer;
  /** Then there is no time to keep any more. */
  readonly accepted?: boolean;
}) => {
  const { email, invitedBy, roles, groups, level, expiresAt } = props.offer;
  const names = (of: InvitationOffer['roles']) =>
    of.length > 0 && (
      <ul style={{ margin: 0, paddingLeft: 16 }}>
        {of.map(({ ref, title }) => (
          <li key={ref}>
            <bdi>{title ?? ref}</bdi>
          </li>
        ))}
      </ul>
    );
  return (
    <dl style={{ margin: 0 }}>
      <Field name="Invited by">
        <bdi>{invitedBy.title ?? shortReference(invitedBy.ref)}</bdi>
      </Field>
      <Field name="Sent to">{email}</Field>
      <Field name="Roles">{names(roles) || undefined}</Field>
      <Field name="For">
        {roles.length > 0 ? <LevelLabel level={level} /> : undefined}
      </Field>
      <Field name="Groups">{names(groups) || undefined}</Field>
      {!props.accepted && (
        <Field name="Open until">
          <time dateTime={expiresAt}>{formatTime.minute(expiresAt)}</time>
        </Field>
      )}
    </dl>
  );
};
