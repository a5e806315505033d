// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { DialogFrame } from '../dialogs/DialogFrame';

/** A new link of an invitation, to copy. */
export const LinkDialog = (props: {
  readonly email: string;
  readonly link: string;
  readonly onClose: () => void;
}) => {
  const { email, link, onClose } = props;
  const [, copy] = useCopyToClipboard();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <DialogFrame title={`Link for ${email}`} isBusy={false} onClose={onClose}>
      <DialogContent>
        <TextField
          fullWidth
          size="small"
          variant="outlined"
          margin="dense"
          id="invitation-link"
          label="Link"
          value={link}
          inputProps={{ readOnly: true }}
          onFocus={({ target }) => target.select()}
        />
        <Typography variant="body2">
          It works once, for the person of this address, and is shown only now.
          Earlier links do not work any more.
        </Typography>
        <Typography variant="body2" role="status">
          {isCopied && 'Copied'}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        <Button
          // Whoever asked for a link came to copy it.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          disableFocusRipple
          variant="contained"
          color="primary"
          onClick={() => {
            copy(link);
            setIsCopied(true);
          }}
        >
          Copy link
        </Button>
      </DialogActions>
    </DialogFrame>
  );
};
