// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from '../EventDetails/CopyButton';
import { GuideLink } from '../states/GuideLink';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 420, marginTop: theme.spacing(0.5) },
  command: { display: 'flex', alignItems: 'flex-start' },
  text: { overflowWrap: 'anywhere', fontFamily: 'monospace' },
}));

/** How whoever gets a file with proofs checks it. */
export const VerifyCommand = (props: { readonly fileName: string }) => {
  const classes = useStyles();
  const command = `npx backstage-plugin-audit-log-verify export ${props.fileName} --key "$KEY"`;
  return (
    <div className={classes.root}>
      Anyone can check the file without this portal, with the public key that
      its operators hand over:
      <div className={classes.command}>
        <code className={classes.text}>{command}</code>
        <CopyButton label="Copy the command" text={() => command} />
      </div>
      <GuideLink name="verify-the-trail" />
    </div>
  );
};
