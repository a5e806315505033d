// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import DoneIcon from '@material-ui/icons/CheckCircleOutline';
import ErrorIcon from '@material-ui/icons/ErrorOutline';
import type { InvitationResult } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { CopyButton } from '../EventDetails/CopyButton';
import { CopyAllLinks } from './CopyAllLinks';

/** More than anybody reads; the rest is asked for. */
const SHOWN = 50;

const RESULT_WORDS: Readonly<Record<InvitationResult['result'], string>> = {
  invited: 'Invited',
  renewed: 'Renewed: was invited already, and is now offered this too',
  invalid: 'Not invited',
  repeated: 'Stands in the list twice, invited once',
};

const useStyles = makeStyles(theme => ({
  root: { margin: 0, padding: 0, listStyle: 'none' },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    fontSize: theme.typography.body2.fontSize,
    overflowWrap: 'anywhere',
  },
  words: { flexGrow: 1, minWidth: 0 },
  detail: { display: 'block', color: theme.palette.text.secondary },
  link: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
  },
  good: { color: theme.palette.status.ok },
  bad: { color: theme.palette.status.error },
}));

/** The result of each address, those that went wrong first. */
export const ResultList = (props: {
  readonly results: readonly InvitationResult[];
}) => {
  const classes = useStyles();
  const [showsAll, setShowsAll] = useState(false);
  const wrong = props.results.filter(isWrong);
  const results = [...wrong, ...props.results.filter(item => !isWrong(item))];
  const shown = showsAll ? results : results.slice(0, SHOWN);
  const links = results.filter(({ link }) => link).length;
  return (
    <div>
      {links > 0 && (
        <>
          <Typography variant="body2">
            Each link works once, for the person it is for, and is shown here
            only now.
          </Typography>
          {links > 1 && <CopyAllLinks results={results} />}
        </>
      )}
      <ul aria-label="Results" className={classes.root}>
        {shown.map(({ email, result, reason, invitation, link }) => (
          <li key={`${result} ${email}`} className={classes.item}>
            {isWrong({ result }) ? (
              <ErrorIcon className={classes.bad} aria-hidden />
            ) : (
              <DoneIcon className={classes.good} aria-hidden />
            )}
            <span className={classes.words}>
              <bdi>{email}</bdi>
              <span className={classes.detail}>
                {RESULT_WORDS[result]}
                {reason && `: ${reason}`}
                {!link && sentTo(invitation)}
              </span>
              {link && <code className={classes.link}>{link}</code>}
            </span>
            {link && (
              <CopyButton
                isLink
                label={`Copy the link for ${email}`}
                text={() => link}
              />
            )}
          </li>
        ))}
      </ul>
      {shown.length < results.length && (
        <Button size="small" onClick={() => setShowsAll(true)}>
          Show all {results.length.toLocaleString()}
        </Button>
      )}
    </div>
  );
};

function isWrong({ result }: Pick<InvitationResult, 'result'>): boolean {
  return result === 'invalid';
}

function sentTo(invitation: InvitationResult['invitation']): string {
  return invitation && invitation.delivery.state !== 'link'
    ? '; an e-mail is on its way'
    : '';
}
