// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { IngestionKeyWithToken } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import useBeforeUnload from 'react-use/esm/useBeforeUnload';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';
import { DialogFrame } from '../dialogs/DialogFrame';
import { formatTime } from '../labels/formatTime';
import { CurlExample } from './CurlExample';
import { worksBeside } from './keyStates';

const useStyles = makeStyles(theme => ({
  content: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
    gap: theme.spacing(2),
  },
  token: { '& input': { fontFamily: 'monospace' } },
}));

/** Shows a token, this once, and does not go before it was copied or the person says that they have it. */
export const TokenDialog = (props: {
  readonly issued: IngestionKeyWithToken;
  readonly onClose: () => void;
}) => {
  const classes = useStyles();
  const { issued, onClose } = props;
  const { key, token } = issued;
  const [, copy] = useCopyToClipboard();
  const [isCopied, setIsCopied] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  useBeforeUnload(!isCopied, 'The token was not copied yet.');
  const before = worksBeside(key);
  return (
    <DialogFrame
      title={`Token of ${key.name}`}
      maxWidth="md"
      isBusy={false}
      onClose={isCopied ? onClose : () => setIsLeaving(true)}
    >
      <DialogContent className={classes.content}>
        <Alert severity="warning" variant="outlined" role="note">
          Copy the token now: it is shown only this once. Whoever has it can
          write to the audit log as this key may, so keep it where the system
          keeps its secrets, and in no file that others read.
        </Alert>
        <TextField
          fullWidth
          size="small"
          variant="outlined"
          margin="dense"
          id="access-control-key-token"
          label="Token"
          className={classes.token}
          value={token}
          inputProps={{ readOnly: true, spellCheck: false }}
          onFocus={({ target }) => target.select()}
          // The other way to copy it.
          onCopy={() => setIsCopied(true)}
        />
        {before && (
          <Typography variant="body2">
            The token before works until{' '}
            <time dateTime={before.previousWorksUntil}>
              {formatTime.minute(before.previousWorksUntil)}
            </time>
            . Give the system this one until then.
          </Typography>
        )}
        {key.rotation && !before && (
          <Typography variant="body2">
            The token before does not work any more.
          </Typography>
        )}
        <CurlExample of={key} token={token} />
        <Typography variant="body2" role="status">
          {isCopied && 'Copied'}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={isCopied ? onClose : () => setIsLeaving(true)}>
          Close
        </Button>
        <Button
          // Whoever made a token came to copy it.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          disableFocusRipple
          variant="contained"
          color="primary"
          onClick={() => {
            copy(token);
            setIsCopied(true);
          }}
        >
          Copy token
        </Button>
      </DialogActions>
      {isLeaving && (
        <ConfirmDialog
          title="Close without copying the token?"
          action="Close without it"
          onConfirm={async () => onClose()}
          onClose={() => setIsLeaving(false)}
        >
          <Typography>
            It cannot be shown again. Should you need it later, rotate the key
            to get another.
          </Typography>
        </ConfirmDialog>
      )}
    </DialogFrame>
  );
};
