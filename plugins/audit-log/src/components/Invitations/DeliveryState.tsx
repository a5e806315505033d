// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import WarningIcon from '@material-ui/icons/WarningOutlined';
import type { Invitation } from 'backstage-plugin-audit-log-common';
import { formatTime } from '../labels/formatTime';
import { deliveryWords } from './deliveryWords';

const useStyles = makeStyles(theme => ({
  title: { display: 'flex', gap: theme.spacing(0.5) },
  icon: { fontSize: 18, color: theme.palette.status.warning },
  detail: { display: 'block', color: theme.palette.text.secondary },
}));

/** What became of the e-mail of an invitation, what the mail server said, and what to do. */
export const DeliveryState = (props: { readonly invitation: Invitation }) => {
  const classes = useStyles();
  const { delivery, status } = props.invitation;
  const { title, advice, isTrouble } = deliveryWords(delivery);
  return (
    <>
      <span className={classes.title}>
        {isTrouble && <WarningIcon className={classes.icon} aria-hidden />}
        {title}
      </span>
      {delivery.at && (
        <time className={classes.detail} dateTime={delivery.at}>
          {formatTime.minute(delivery.at)}
        </time>
      )}
      {delivery.reason && (
        <span className={classes.detail}>
          The mail server said: <bdi>{delivery.reason}</bdi>
        </span>
      )}
      {advice && status === 'pending' && (
        <span className={classes.detail}>{advice}</span>
      )}
    </>
  );
};
