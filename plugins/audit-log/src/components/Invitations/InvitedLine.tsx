// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { Invitation, Reference } from 'backstage-plugin-audit-log-common';
import { SubjectLink } from '../access/SubjectLink';
import { formatTime } from '../labels/formatTime';

const useStyles = makeStyles(theme => ({
  detail: { color: theme.palette.text.secondary },
}));

const Moment = (props: {
  readonly before?: string;
  readonly time: string;
  readonly by?: Reference;
}) => (
  <>
    {props.before}{' '}
    <time dateTime={props.time}>{formatTime.minute(props.time)}</time>
    {props.by && (
      <>
        {' '}
        by <SubjectLink of={props.by} />
      </>
    )}
  </>
);

/** By whom and when somebody was invited, until when that holds, and how it ended. */
export const InvitedLine = (props: { readonly invitation: Invitation }) => {
  const classes = useStyles();
  const { invitation } = props;
  const { status, createdAt, createdBy, expiresAt } = invitation;
  const { acceptedAt, acceptedBy, revokedAt } = invitation;
  return (
    <>
      <div>
        <Moment time={createdAt} by={createdBy} />
      </div>
      <div className={classes.detail}>
        {status === 'pending' && <Moment before="until" time={expiresAt} />}
        {status === 'expired' && <Moment before="expired" time={expiresAt} />}
        {status === 'accepted' && acceptedAt && (
          <Moment before="accepted" time={acceptedAt} by={acceptedBy} />
        )}
        {status === 'revoked' && revokedAt && (
          <Moment before="revoked" time={revokedAt} />
        )}
      </div>
    </>
  );
};
