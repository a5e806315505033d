// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Popover from '@material-ui/core/Popover';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import UnknownIcon from '@material-ui/icons/HelpOutline';
import { useRef, useState } from 'react';
import type { LedgerStatus } from 'backstage-plugin-audit-log-common';
import { useAuditLogPaths } from '../../navigation/useAuditLogPaths';
import { messageOf } from '../../requests/messageOf';
import { statusOf } from '../../requests/statusOf';
import type { RequestState } from '../../requests/useRequest';
import { useElementId } from '../../view/useElementId';
import { LedgerFacts } from '../Integrity/LedgerFacts';
import { ledgerLabel, type LedgerLabel } from '../Integrity/ledgerLabel';
import { useIntegrityAccess } from '../Integrity/useIntegrityAccess';

const useStyles = makeStyles(theme => ({
  button: {
    fontWeight: 'normal',
    // As quiet as the count of events beside it.
    color: theme.palette.text.secondary,
  },
  words: {
    width: 420,
    maxWidth: '100%',
    padding: theme.spacing(2),
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1) },
  },
}));

/** In a few words whether the log is verified, and up to when; what that means on demand. Nothing until it is known. */
export const LedgerState = (props: {
  readonly status: RequestState<LedgerStatus>;
}) => {
  const classes = useStyles();
  const { palette } = useTheme();
  const { value, error } = props.status;
  const { canOpen } = useIntegrityAccess();
  const integrity = useAuditLogPaths()?.integrity();
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const id = useElementId('ledger-state');
  const label = labelOf(value, error);
  if (!label) {
    return null;
  }
  const { title, meaning, Icon, color } = label;
  return (
    <>
      <Button
        ref={anchor}
        size="small"
        className={classes.button}
        startIcon={<Icon style={{ color: color && palette.status[color] }} />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      >
        {title}
      </Button>
      <Popover
        open={isOpen}
        anchorEl={anchor.current}
        onClose={() => setIsOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{ role: 'dialog', 'aria-labelledby': id } as object}
      >
        <div className={classes.words}>
          <Typography variant="subtitle1" component="h2" id={id}>
            {title}
          </Typography>
          <Typography variant="body2">{meaning}</Typography>
          {value?.problems.map(({ code, message }) => (
            <Typography key={`${code} ${message}`} variant="body2">
              {message}
            </Typography>
          ))}
          {value?.isSealing && <LedgerFacts of={value} />}
          {canOpen && integrity && (
            <div>
              <Link to={integrity}>Integrity</Link>
            </div>
          )}
        </div>
      </Popover>
    </>
  );
};

function labelOf(
  status: LedgerStatus | undefined,
  error: Error | undefined,
): LedgerLabel | undefined {
  if (error) {
    // Whoever reads events may read this: a refusal is one of the whole page, which says so.
    return statusOf(error) === 403
      ? undefined
      : {
          title: 'Not known whether verified',
          meaning: messageOf(error),
          Icon: UnknownIcon,
        };
  }
  return status && ledgerLabel(status);
}
