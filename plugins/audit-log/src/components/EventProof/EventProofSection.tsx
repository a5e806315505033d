// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import VerifyIcon from '@material-ui/icons/VerifiedUserOutlined';
import Alert from '@material-ui/lab/Alert';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { messageOf } from '../../requests/messageOf';
import { statusOf } from '../../requests/statusOf';
import { useElementId } from '../../view/useElementId';
import { canHash } from '../../verification/sha256';
import { GuideLink } from '../states/GuideLink';
import { LoadFailure } from '../states/LoadFailure';
import { EventVerdictNotice } from './EventVerdictNotice';
import { useEventProof } from './useEventProof';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(2.5),
    '& > * + *': { marginTop: theme.spacing(1) },
    '& button': { textTransform: 'none' },
  },
}));

/** Has an event verified in the browser of whoever reads it, and says what that means. */
export const EventProofSection = (props: { readonly event: AuditEvent }) => {
  const classes = useStyles();
  const { event } = props;
  const id = useElementId('proof');
  const [isWanted, setIsWanted] = useState(false);
  const { value, error, loading, retry } = useEventProof(event, isWanted);
  const isBeingSealed = statusOf(error) === 409;
  const verify = isWanted ? retry : () => setIsWanted(true);
  return (
    <section aria-labelledby={id} className={classes.root}>
      <Typography variant="subtitle2" component="h3" id={id}>
        Integrity
      </Typography>
      {!value && !loading && (!error || isBeingSealed) && canHash() && (
        <>
          <Typography variant="body2" color="textSecondary">
            {error
              ? messageOf(error)
              : 'Your browser can compute whether this event is still what was recorded.'}
          </Typography>
          <Button
            variant="outlined"
            size="small"
            startIcon={<VerifyIcon />}
            onClick={verify}
          >
            Verify this event
          </Button>
        </>
      )}
      {!canHash() && (
        <Alert severity="info" variant="outlined" role="note">
          This page came over plain HTTP, where browsers do not let it compute
          what a check takes. Open the portal over HTTPS to verify this event.
        </Alert>
      )}
      <div role="status" aria-live="polite">
        {loading && <LinearProgress aria-label="Verifying the event" />}
        {value && !loading && <EventVerdictNotice of={value} onAgain={retry} />}
      </div>
      {error && !isBeingSealed && (
        <LoadFailure what="the proof" error={error} onRetry={retry} />
      )}
      <Typography variant="body2">
        <GuideLink name="verify-the-trail" />
      </Typography>
    </section>
  );
};
